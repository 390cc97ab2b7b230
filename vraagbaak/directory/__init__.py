"""Departments, employees, locations and external parties: who works where and when."""
