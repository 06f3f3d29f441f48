"""When, where and how many: what an event's sentence tells of its date, its place and its casualties."""
