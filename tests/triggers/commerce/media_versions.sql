-- Proves triggers/commerce/media_versions.sql.j2.
begin;
select plan(5);

-- Given: a version that came, was signed, and went.
select tests.small_stock();
create temporary table t_row as
select jsonb_build_array(r.made ->> 'media_id', r.made ->> 'version')::text as id
from commerce.register_media(
    (
        select p.id
        from commerce.products as p
        where p.title = 'Shirt'
    ),
    '{"type": "image/png"}'
) as r (made);
update commerce.media_versions set upload = '{"url": "secret"}'
where version = 1;
update commerce.media_versions set upload = '{"url": "secret"}'
where version = 1;
delete from commerce.media_versions
where version = 1;

select * from tests.is_audited(
    'commerce.media_versions', (select id from t_row), '{"upload": "***"}'
);
select is(
    (
        select count(*)
        from core.audit_entries as e
        where
            e.table_name = 'commerce.media_versions'
            and e.old_values::text ~ 'secret'
    ),
    0::bigint,
    'a signed upload is not kept in the trail'
);

select * from finish();
rollback;
