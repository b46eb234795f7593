-- Proves triggers/commerce/media.sql.j2.
begin;
select plan(6);

-- Given: an image that came, changed and went.
select tests.small_stock();
insert into commerce.media (product_id, position, created_at, updated_at)
values (
    (
        select p.id
        from commerce.products as p
        where p.title = 'Shirt'
    ),
    10, '2020-01-01', '2020-01-01'
);
update commerce.media set position = 20
where position = 10;
update commerce.media set position = 20
where position = 20;
create temporary table t_row as select * from commerce.media;
delete from commerce.media
where position = 20;

select * from tests.is_audited(
    'commerce.media', (select id::text from t_row),
    '{"position": 10, "version": 1, "updated_at": "2020-01-01T00:00:00+00:00"}'
);
select is((select version from t_row), 2::bigint, 'a change raises the version once');
select is(
    (select updated_at from t_row), core.now(), 'a change sets updated_at'
);

select * from finish();
rollback;
