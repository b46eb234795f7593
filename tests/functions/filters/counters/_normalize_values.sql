-- Proves functions/filters/counters/_normalize_values.sql.
begin;
select plan(5);

-- Given: dimensions of several types.
create table public.spelled (amount numeric, code uuid, paid boolean, name text);
select filters.allow_source('public.spelled', '{amount, code, paid, name}');
do $$
declare
    v_column text;
begin
    foreach v_column in array array['amount', 'code', 'paid', 'name'] loop
        perform filters.register_dimension(
            jsonb_build_object(
                'name', v_column, 'source', 'public.spelled', 'column', v_column
            )
        );
    end loop;
end;
$$;

select is(filters._normalize_values(n.name, n.sent), n.expected, n.words)
from (
    values
    (
        'amount', '{1.00,1,+1.0,-0.0,x,1e3}'::text[], '{0,1,1e3,x}'::text[],
        'a number once'
    ),
    (
        'code', '{A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11}',
        '{a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11}', 'a uuid in small letters'
    ),
    ('paid', '{TRUE,true}', '{true}', 'a boolean too'),
    ('name', '{A,a,1.0,A}', '{1.0,A,a}', 'a text as it is, once'),
    ('brand', '{B,a}', '{B,a}', 'so is a value of the cube')
) as n (name, sent, expected, words);

select * from finish();
rollback;
