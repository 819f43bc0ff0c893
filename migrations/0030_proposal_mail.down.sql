DROP TABLE proposal_mail;
