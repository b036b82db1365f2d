"""The ground floor: what every table shares, the column types, and the two databases."""
