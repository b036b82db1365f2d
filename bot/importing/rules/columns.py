"""Which column says what, by its name, in the words of many programs and languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from rapidfuzz import fuzz

from bot.customers.rules import plain
from bot.importing.values import ASKED, NEEDED, Field, Kind

ALIKE = 86.0
"""From this likeness on (of 100) a name that nobody foresaw is taken for one of these."""
SHORTEST_ALIKE = 5

NAMES: Mapping[Field, tuple[str, ...]] = {
    Field.customer: (
        "customer", "customer name", "client", "client name", "company", "company name", "account", "account name", "name",
        "organisation", "organization", "firm", "kunde", "kundenname", "firma", "firmenname", "unternehmen", "client nom",
        "entreprise", "societe", "raison sociale", "cliente", "nombre", "empresa", "azienda", "ragione sociale", "klant",
        "klantnaam", "bedrijf",
    ),
    Field.left: (
        "left", "left on", "date left", "lost on", "lost date", "date lost", "churn date", "churned on", "churned at",
        "departure", "departure date", "date of departure", "leaving date", "cancelled on", "canceled on", "cancelled at",
        "canceled at", "cancellation date", "end date", "ended", "contract end", "closed date", "close date", "date", "when",
        "gekundigt am", "kundigung", "kundigungsdatum", "verloren am", "abgang", "abgangsdatum", "vertragsende", "datum",
        "date de depart", "date de resiliation", "depart", "fecha de baja", "baja", "fecha", "data di cessazione", "cessazione",
        "data", "vertrokken op", "opgezegd op", "einddatum",
    ),
    Field.reason: (
        "reason", "reasons", "why", "churn reason", "lost reason", "loss reason", "closed lost reason", "cancellation reason",
        "reason for leaving", "grund", "kundigungsgrund", "verlustgrund", "warum", "raison", "motif", "razon", "motivo",
        "causa", "reden",
    ),
    Field.words: (
        "note", "notes", "comment", "comments", "remark", "remarks", "details", "description", "what they said", "feedback",
        "notiz", "notizen", "bemerkung", "bemerkungen", "kommentar", "commentaire", "notas", "comentario", "nota", "opmerking",
    ),
    Field.competitor: (
        "competitor", "went to", "lost to", "switched to", "new supplier", "wettbewerber", "konkurrent", "neuer anbieter",
        "gewechselt zu", "concurrent", "competidor", "concorrente",
    ),
    Field.valued: (
        "what they valued", "valued", "what we did well", "did well", "liked", "what they liked", "went well", "strengths",
        "was gut war", "gut war", "points forts", "puntos fuertes", "punti di forza", "sterke punten",
    ),
    Field.known_by: ("how we know", "source", "evidence", "known from", "quelle", "woher"),
    Field.owner: (
        "owner", "account owner", "account manager", "looked after by", "responsible", "sales rep", "rep", "csm",
        "customer success manager", "betreuer", "kundenbetreuer", "verantwortlich", "zustandig", "responsable", "gestor",
        "responsabile", "accountmanager",
    ),
    Field.value: (
        "value", "worth", "worth a year", "yearly value", "annual value", "arr", "acv", "annual revenue", "yearly revenue",
        "revenue", "amount", "annual recurring revenue", "contract value", "umsatz",
        "jahresumsatz", "wert", "jahreswert", "betrag",
        "valeur", "chiffre d affaires", "ca annuel", "montant", "valor", "importe", "ingresos", "valore", "fatturato", "waarde",
        "omzet",
    ),
    Field.currency: ("currency", "currency code", "wahrung", "devise", "moneda", "divisa", "valuta", "monnaie"),
    Field.since: (
        "since", "customer since", "client since", "start", "start date", "started", "signed on", "signed up", "contract start",
        "created", "created at", "became a customer", "kunde seit", "seit", "beginn", "vertragsbeginn",
        "client depuis", "depuis", "cliente desde",
        "desde", "cliente dal", "klant sinds", "sinds", "startdatum",
    ),
    Field.segment: (
        "segment", "segments", "industry", "sector", "branche", "kind", "type", "category", "tier", "secteur", "sector",
        "settore", "kundengruppe",
    ),
    Field.contact: (
        "contact", "contact name", "contact person", "person", "full name", "whom to ask", "ansprechpartner", "kontakt",
        "kontaktperson", "interlocuteur", "contacto", "contatto", "contactpersoon",
    ),
    Field.email: ("email", "e mail", "email address", "mail", "e mail adresse", "courriel", "correo", "correo electronico"),
    Field.phone: ("phone", "telephone", "phone number", "tel", "mobile", "telefon", "telefonnummer", "handy", "telefono", "telefoon"),
    Field.role: ("role", "title", "job title", "position", "function", "funktion", "rolle", "fonction", "cargo", "ruolo", "functie"),
    Field.stay: (
        "may stay in touch", "stay in touch", "may we stay in touch", "may contact", "contact allowed", "opt in", "kontakt erlaubt",
        "darf kontaktiert werden",
    ),
    Field.month: ("month", "period", "date", "monat", "zeitraum", "mois", "mes", "mese", "maand", "datum"),
    Field.new: (
        "new customers", "new", "new clients", "customers won", "new logos", "neukunden", "neue kunden", "nouveaux clients",
        "clientes nuevos", "nuevos clientes", "nuovi clienti", "nieuwe klanten",
    ),
    Field.at_start: (
        "customers at the start", "customers at start", "customers at start of month", "customers", "active customers",
        "kunden am anfang", "bestandskunden",
    ),
    Field.sent: (
        "proposals sent", "sent", "proposals", "offers", "offers sent", "quotes", "quotes sent", "angebote", "versandte angebote",
        "propositions", "propuestas", "offerte", "offertes",
    ),
    Field.won: (
        "proposals won", "won", "accepted", "offers won", "quotes won", "gewonnen", "gewonnene angebote", "gagnees", "ganadas",
        "vinte", "gewonnen offertes",
    ),
    Field.sent_on: (
        "sent on", "date sent", "sent date", "proposal date", "quote date", "offer date", "issued on", "issue date", "created",
        "created at", "date", "when", "angebotsdatum", "versandt am", "erstellt am", "datum", "date d envoi", "date du devis",
        "fecha de envio", "fecha", "data di invio", "data", "verzonden op", "offertedatum",
    ),
    Field.proposal: (
        "proposal", "proposal number", "proposal no", "proposal id", "number", "no", "id", "title", "quote", "quote number",
        "quote no", "quote id", "offer", "offer number", "offer no", "deal", "deal name", "deal id", "opportunity",
        "opportunity name", "opportunity id", "subject", "reference", "ref", "angebot",
        "angebotsnummer", "nummer", "titel", "devis", "numero", "propuesta",
        "titolo", "offertenummer",
    ),
    Field.outcome: (
        "won or lost", "outcome", "status", "result", "stage", "state", "won", "accepted", "ergebnis", "stand", "statut",
        "resultat", "estado", "resultado", "esito", "stato", "uitkomst",
    ),
}  # fmt: skip
"""Each folded: without case, accents and punctuation."""


def recognise(headers: Sequence[str], kind: Kind) -> dict[Field, int]:
    """The column of each thing that a file of this kind may tell; of two of one name, the first.

    First what is called exactly so, then what nearly is; no column says two things.
    """
    asked = ASKED[kind]
    words = [plain(header) for header in headers]
    found: dict[Field, int] = {}
    exact = sorted(
        (NAMES[one].index(word), place, number, one)
        for number, word in enumerate(words)
        for place, one in enumerate(asked)
        if word in NAMES[one]
    )
    for _rank, _place, number, one in exact:
        _take(found, one, number)
    near = sorted(
        (-likeness, number, place, one)
        for number, word in enumerate(words)
        for place, one in enumerate(asked)
        if len(word) >= SHORTEST_ALIKE and (likeness := _likeness(word, one)) >= ALIKE
    )
    for _unlike, number, _place, one in near:
        _take(found, one, number)
    return {one: found[one] for one in asked if one in found}


def missing(columns: Mapping[Field, int], kind: Kind) -> tuple[Field, ...]:
    """What must be told and has no column yet."""
    return tuple(one for one in ASKED[kind] if one in NEEDED[kind] and one not in columns)


def likeliest_header(rows: Sequence[Sequence[str]], kind: Kind) -> int:
    """Which of the first rows names the columns: the one in which most are known; the first where none is."""
    known = [len(recognise(row, kind)) for row in rows]
    return known.index(max(known)) if known and max(known) > 1 else 0


def named_apart(headers: Sequence[str]) -> list[str]:
    """The names of columns, each different: a second of one name says so, one without a name is called by its place."""
    counted: dict[str, int] = {}
    named = []
    for number, header in enumerate(headers):
        name = " ".join(header.split()) or f"({letters(number)})"
        counted[name] = counted.get(name, 0) + 1
        named.append(name if counted[name] == 1 else f"{name} ({counted[name]})")
    return named


def letters(number: int) -> str:
    """What a spreadsheet calls the column of that place: A is 0."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def _take(found: dict[Field, int], one: Field, number: int) -> None:
    if one not in found and number not in found.values():
        found[one] = number


def _likeness(word: str, one: Field) -> float:
    return max(fuzz.ratio(word, name) for name in NAMES[one])
