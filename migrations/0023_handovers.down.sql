DROP TABLE handover_link;
DROP TABLE handover_statement;
DROP TABLE handover;
DROP TABLE agreement_hub;
DROP TABLE agreement_side;
DROP TABLE agreement;
