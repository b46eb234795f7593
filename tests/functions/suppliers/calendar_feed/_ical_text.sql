-- Proves functions/suppliers/calendar_feed/_ical_text.sql.
begin;
select plan(5);

select is(suppliers._ical_text(t.given), t.expected, t.rule)
from (
    values
    ('a,b;c\d', 'a\,b\;c\\d', 'commas, semicolons and backslashes are escaped'),
    (E'a\r\nb\nc\rd', 'a\nb\nc\nd', 'a new line is written as one'),
    (E'a\x01b\tc\x1fd\x7f', E'ab\tcd', 'of the control characters the tab stays'),
    (E'\\\n', '\\\n', 'a backslash before a new line is escaped once'),
    ('größer 日本', 'größer 日本', 'other characters stay')
) as t (given, expected, rule);

select * from finish();
rollback;
