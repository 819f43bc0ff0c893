DROP TABLE audit_head;
DROP TABLE audit_detail;
DROP TABLE audit_line;
