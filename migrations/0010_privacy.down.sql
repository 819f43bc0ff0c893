DROP TABLE case_note;
DROP TABLE held_record;
DROP TABLE legal_hold;
DROP TABLE consent;
