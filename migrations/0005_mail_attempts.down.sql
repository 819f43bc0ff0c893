DROP TABLE mail_attempt;
