DROP TABLE attachment_content;
DROP TABLE attachment;
