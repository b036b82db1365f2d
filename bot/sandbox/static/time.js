// Dates and times in a person's own zone. Instants are seconds since 1970, as Slack counts them.

const formatters = new Map();

function formatter(zone, options) {
  const key = zone + JSON.stringify(options);
  if (!formatters.has(key)) {
    formatters.set(key, new Intl.DateTimeFormat("en-US", { timeZone: zone, ...options }));
  }
  return formatters.get(key);
}

const format = (seconds, zone, options) => formatter(zone, options).format(new Date(seconds * 1000));

/** Year, month, day, hour, minute, second and weekday of an instant on the wall of a zone. */
export function wallClock(seconds, zone) {
  const parts = formatter(zone, {
    year: "numeric", month: "numeric", day: "numeric", hour: "numeric", minute: "numeric", second: "numeric",
    weekday: "long", hourCycle: "h23",
  }).formatToParts(new Date(seconds * 1000));
  const get = (type) => parts.find((part) => part.type === type).value;
  return {
    year: +get("year"), month: +get("month"), day: +get("day"), hour: +get("hour") % 24,
    minute: +get("minute"), second: +get("second"), weekday: get("weekday"),
  };
}

/** The instant at which the wall of a zone shows a date (YYYY-MM-DD) and time (HH:MM). */
export function instant(date, time, zone) {
  const [year, month, day] = date.split("-").map(Number);
  const [hour, minute] = time.split(":").map(Number);
  const wanted = Date.UTC(year, month - 1, day, hour, minute) / 1000;
  let guess = wanted;
  for (let round = 0; round < 2; round++) guess = wanted - offset(guess, zone);
  return guess;
}

function offset(seconds, zone) {
  const wall = wallClock(seconds, zone);
  return Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second) / 1000 - Math.floor(seconds);
}

const pad = (number) => String(number).padStart(2, "0");

export function isoDate(seconds, zone) {
  const wall = wallClock(seconds, zone);
  return `${wall.year}-${pad(wall.month)}-${pad(wall.day)}`;
}

export function isoTime(seconds, zone) {
  const wall = wallClock(seconds, zone);
  return `${pad(wall.hour)}:${pad(wall.minute)}`;
}

/** Whole days between two dates of the form YYYY-MM-DD. */
export const daysBetween = (first, second) => Math.round((Date.parse(second) - Date.parse(first)) / 86400000);

export const sameDay = (one, other, zone) => isoDate(one, zone) === isoDate(other, zone);

/** "9:05 AM" */
export const timeOfDay = (seconds, zone) => format(seconds, zone, { hour: "numeric", minute: "2-digit" });

/** "Mon, Mar 3, 2025" */
export const shortDay = (seconds, zone) =>
  format(seconds, zone, { weekday: "short", month: "short", day: "numeric", year: "numeric" });

/** The label between two days of messages: "Today", "Yesterday", "Monday, March 3rd". */
export function dayLabel(seconds, now, zone) {
  const days = daysBetween(isoDate(seconds, zone), isoDate(now, zone));
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  const wall = wallClock(seconds, zone);
  const year = Math.abs(days) > 180 ? `, ${wall.year}` : "";
  return `${wall.weekday}, ${monthDay(seconds, zone)}${year}`;
}

/** "Mar 3rd at 9:05 AM", with the year when it is far off. */
export function fullTime(seconds, now, zone) {
  const days = daysBetween(isoDate(seconds, zone), isoDate(now, zone));
  const time = timeOfDay(seconds, zone);
  if (days === 0) return `Today at ${time}`;
  if (days === 1) return `Yesterday at ${time}`;
  return `${shortDate(seconds, now, zone)} at ${time}`;
}

/** "3 minutes ago", "in 2 days". */
export function ago(seconds, now) {
  const steps = [["year", 31536000], ["month", 2592000], ["day", 86400], ["hour", 3600], ["minute", 60]];
  const relative = new Intl.RelativeTimeFormat("en-US", { numeric: "auto" });
  const delta = seconds - now;
  for (const [unit, size] of steps) {
    if (Math.abs(delta) >= size) return relative.format(Math.trunc(delta / size), unit);
  }
  return "just now";
}

/** The date tokens of Slack's `<!date^…>`. */
export function slackDate(seconds, pattern, now, zone) {
  const pretty = (text, capital) => {
    const days = daysBetween(isoDate(now, zone), isoDate(seconds, zone));
    const word = { "-1": "yesterday", 0: "today", 1: "tomorrow" }[days];
    if (!word) return text;
    return capital ? word[0].toUpperCase() + word.slice(1) : word;
  };
  const year = farOff(seconds, now) ? `, ${wallClock(seconds, zone).year}` : "";
  const plain = `${monthDay(seconds, zone)}${year}`;
  const long = `${wallClock(seconds, zone).weekday}, ${plain}`;
  const tokens = {
    date_num: () => isoDate(seconds, zone),
    date_slash: () => isoDate(seconds, zone).replaceAll("-", "/"),
    date: () => plain,
    date_short: () => shortDate(seconds, now, zone),
    date_long: () => long,
    day_divider_pretty: (start) => pretty(long, start),
    date_pretty: (start) => pretty(plain, start),
    date_short_pretty: (start) => pretty(shortDate(seconds, now, zone), start),
    date_long_pretty: (start) => pretty(long, start),
    date_long_full: () => `${wallClock(seconds, zone).weekday}, ${monthDay(seconds, zone)}, ${wallClock(seconds, zone).year}`,
    time: () => timeOfDay(seconds, zone),
    time_secs: () => format(seconds, zone, { hour: "numeric", minute: "2-digit", second: "2-digit" }),
    ago: () => ago(seconds, now),
  };
  return pattern.replace(/\{(\w+)\}/g, (whole, name, at) => (tokens[name] ? tokens[name](at === 0) : whole));
}

const farOff = (seconds, now) => Math.abs(seconds - now) > 183 * 86400;

function shortDate(seconds, now, zone) {
  const options = { month: "short", day: "numeric" };
  if (farOff(seconds, now)) options.year = "numeric";
  return format(seconds, zone, options);
}

function monthDay(seconds, zone) {
  const { day } = wallClock(seconds, zone);
  return `${format(seconds, zone, { month: "long" })} ${day}${ordinal(day)}`;
}

function ordinal(day) {
  if (day > 10 && day < 20) return "th";
  return ["th", "st", "nd", "rd"][day % 10] ?? "th";
}
