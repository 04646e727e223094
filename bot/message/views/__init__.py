"""What people see: pure functions from data to a Message."""
