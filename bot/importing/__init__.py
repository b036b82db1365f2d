"""What a firm knows from before comes in, from a list that is pasted or a file; and everything goes out, and back in again."""
