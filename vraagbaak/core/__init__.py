"""The ground floor: events and logs, working time, live updates, page parts; knows no other app."""
