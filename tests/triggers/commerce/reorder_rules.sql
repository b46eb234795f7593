-- Proves triggers/commerce/reorder_rules.sql.j2.
begin;
select plan(6);

-- Given: one row that came, changed and went.
select tests.small_purchases();
create temporary table t_row as
select jsonb_build_array(t.variant_id::text, t.location_id::text)::text as id
from commerce.reorder_rules as t
where t.pack_size = 12;
update commerce.reorder_rules set minimum = 21
where pack_size = 12;
update commerce.reorder_rules set minimum = 21
where pack_size = 12;
select is(
    (select t.version from commerce.reorder_rules as t
where t.pack_size = 12),
    2::bigint,
    'a change raises the version'
);
delete from commerce.reorder_rules
where pack_size = 12;

select * from tests.is_audited(
    'commerce.reorder_rules', (select id from t_row),
    '{"minimum": 20, "version": 1}'
);
select triggers_are(
    'commerce', 'reorder_rules',
    array[
        't10_bump_version', 't10_touch', 't80_audit_insert', 't80_audit_update',
        't80_audit_delete', 't80_audit_truncate'
    ],
    'reorder_rules has exactly these triggers'
);

select * from finish();
rollback;
