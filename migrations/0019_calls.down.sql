DROP TABLE partner_call_answer;
DROP TABLE partner_call;
