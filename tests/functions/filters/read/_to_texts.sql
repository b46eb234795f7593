-- Proves functions/filters/read/_to_texts.sql.
begin;
select plan(2);

select is(filters._to_texts('["a", "b"]'), array['a', 'b'], 'an array of strings');
select is(filters._to_texts('null'), null, 'a JSON null is null');

select * from finish();
rollback;
