"""The commands of the command line, by what they are for. Each loads what it needs when it is called."""
