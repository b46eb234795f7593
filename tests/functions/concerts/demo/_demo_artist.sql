-- Proves functions/concerts/demo/_demo_artist.sql.
begin;
select plan(3);

-- Given: two artists of one name, as feeds may bring them.
insert into concerts.artists (id, name, ticketmaster_id)
overriding system value
values (1001, 'BJÖRK', 'K1'), (1002, 'Björk', null);

select is(concerts._demo_artist('Björk'), 1001::bigint, 'the first artist is taken');
select is(concerts._demo_artist('björk'), 1001::bigint, 'letter case does not matter');
select is(concerts._demo_artist('Adele'), null, 'an artist may be missing');

select * from finish();
rollback;
