-- Proves functions/master/_find_parent.sql.
begin;
select plan(5);

-- Given: a code at two levels, and a key that is a code elsewhere.
select tests.add_place('a', 1);
select tests.add_place('b', 2, 'a');
update master.places set code = 'a'
where place_key = 'b';

create function pg_temp.parent(
    p_level integer, p_text text, p_country text default 'ZZ'
)
    returns text
    language sql
as $$
    select p.place_key
    from master.places as p
    where p.id = master._find_parent(p_country, 'own', p_level, p_text)
$$;

select is(pg_temp.parent(3, 'a'), 'b', 'a code of the scheme, the deepest place first');
select is(pg_temp.parent(2, 'a'), 'a', 'but above the level');
select is(pg_temp.parent(3, 'b'), 'b', 'a key names a parent too');
select is(pg_temp.parent(3, 'own:a'), 'b', 'and so does scheme:code');
select is(pg_temp.parent(3, 'a', 'YY'), null, 'in its own country only');

select * from finish();
rollback;
