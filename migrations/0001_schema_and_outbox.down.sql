DROP TABLE outbox_event;
DROP TABLE outbox_mail;
