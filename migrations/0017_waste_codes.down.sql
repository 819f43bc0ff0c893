DROP TABLE waste_heading;
DROP TABLE waste_code;
