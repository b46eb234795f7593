-- Proves functions/concerts/trending/_decay.sql.
begin;
select plan(3);

select is(concerts._decay(ln(0.5::float))::numeric(9, 6), 0.5, 'an exponential');
select is(concerts._decay(-1e9), 0::float, 'of any age');
select is(concerts._decay(null), null, 'nothing stays nothing');

select * from finish();
rollback;
