-- Proves functions/core/read/value_pattern.sql.
begin;
select plan(3);

select is_empty(
    $$ select v.said
    from (
        values
        ('1.50', 'number'), ('1e3', 'float'), ('YES', 'boolean'), ('2026-07-31', 'date'),
        ('23:59', 'time'), ('2026-07-31 23:59:59+08', 'timestamp')
    ) as v (said, kind)
    where v.said !~ core.value_pattern(v.kind) $$,
    'a value that is spelled as its kind matches'
);
select is_empty(
    $$ select v.said
    from (
        values
        ('NaN', 'number'), ('1e3', 'number'), ('0x10', 'float'), ('maybe', 'boolean'),
        ('31/07/2026', 'date'), ('now', 'time'), ('yesterday', 'timestamp')
    ) as v (said, kind)
    where v.said ~ core.value_pattern(v.kind) $$,
    'another spelling does not'
);
select is(core.value_pattern('text'), null, 'a kind without a rule has none');

select * from finish();
rollback;
