DROP VIEW held_role;
DROP TABLE session;
DROP TABLE role_grant;
DROP TABLE person;
