"""How files of other programs are understood. Nothing here touches a file or the database."""
