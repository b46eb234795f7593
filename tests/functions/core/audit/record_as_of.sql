-- Proves functions/core/audit/record_as_of.sql.
-- Needs: master.
begin;
select plan(12);

-- Given: a brand that came on day 1, changed on days 2 and 3, and went on day 4.
create temporary table t_row (id text);
insert into master.brands (brand_key, name) values ('t9', 'v1');
insert into t_row (id)
select b.id::text from master.brands as b
where b.brand_key = 't9';
update master.brands set name = 'v2', is_tbwa = true
where brand_key = 't9';
update master.brands set name = 'v3'
where brand_key = 't9';
delete from master.brands
where brand_key = 't9';
alter table core.audit_entries disable trigger t20_refuse_change;
update core.audit_entries as e
set changed_at = '2031-01-01 12:00+00'::timestamptz + (e.id - f.id) * interval '1 day'
from (
    select min(x.id) as id from core.audit_entries as x
    where x.table_name = 'master.brands' and x.row_id = (select r.id from t_row as r)
) as f
where e.table_name = 'master.brands' and e.row_id = (select r.id from t_row as r);

create function core.t_name_at(p_at timestamptz)
    returns text
    language sql
as $$
    select core.record_as_of('master.brands', r.id, p_at) ->> 'name' from t_row as r
$$;

select is(
    core.t_name_at('2031-01-01 00:00+00'), null, 'before it came there was no row'
);
select is(core.t_name_at('2031-01-01 12:00+00'), 'v1', 'from then on it is as it came');
select is(core.t_name_at('2031-01-02 13:00+00'), 'v2', 'after a change it is changed');
select is(core.t_name_at('2031-01-04 11:00+00'), 'v3', 'until it went');
select is(core.t_name_at('2031-01-05 00:00+00'), null, 'then there is no row');
select is(
    core.record_as_of('master.brands', r.id, '2031-01-01 13:00+00'),
    jsonb_build_object(
        'id', r.id::bigint, 'brand_key', 't9', 'name', 'v1', 'is_tbwa', false,
        'category_id', null
    ),
    'a row as it was has every column'
)
from t_row as r;

-- Given: the table was truncated.
insert into core.audit_entries (changed_at, table_name, operation, role)
values ('2031-01-03 00:00+00', 'master.brands', 'truncate', 'postgres');
select is(
    tests.refusal($$ select core.t_name_at('2031-01-02 00:00+00') $$) ->> 'key',
    'core.history_unavailable', 'what a TRUNCATE took is not invented'
);
select is(
    core.t_name_at('2031-01-04 00:00+00'), 'v3', 'what came after it is known'
);

select is(
    tests.refusal($$ select core.record_as_of('core.error_codes', '1', now()) $$)
    ->> 'key',
    'core.table_not_audited', 'a table without audit is refused'
);
select is(
    tests.refusal(format(
        'select core.record_as_of(%L, %L, %L)', 'master.brands', c.id, c.at
    )) ->> 'key',
    'core.invalid_argument', format('row %s at %s is refused', c.id, c.at)
)
from (values ('x', '2031-01-01'), ('1', 'infinity')) as c (id, at);
select tests.login_as(tests.user('bob'), 'buyer');
select is(
    tests.refusal($$ select core.record_as_of('master.brands', '1', now()) $$)
    ->> 'key',
    'core.not_permitted', 'a user without the app role is refused'
);

select * from finish();
rollback;
