-- 0018: What is published in several languages is found by the words of each. derived

DROP TABLE search;
CREATE VIRTUAL TABLE search USING fts5 (
    title, description, comments, internal, tokenize = 'unicode61 remove_diacritics 2'
);
