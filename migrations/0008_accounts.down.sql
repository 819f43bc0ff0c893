DROP TABLE known_device;
DROP TABLE sign_in_attempt;
DROP TABLE sign_in_ticket;
DROP TABLE recovery_code;
DROP TABLE second_factor;
DROP TABLE account_link;
DROP TABLE invitation;
