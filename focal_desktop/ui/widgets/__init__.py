"""Small parts that several screens are made of; each draws a value and says what a person did."""
