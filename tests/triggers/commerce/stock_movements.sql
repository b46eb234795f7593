-- Proves triggers/commerce/stock_movements.sql.j2.
begin;
select plan(4);

select tests.small_stock();
select triggers_are(
    'commerce', 'stock_movements', array['t20_refuse_change', 't20_refuse_truncate'],
    'stock_movements has exactly these triggers'
);
select isnt(
    tests.refusal(c.statement) ->> 'key', null, 'the ledger refuses: ' || c.statement
)
from (
    values
    ('update commerce.stock_movements set quantity = 2 where true'),
    ('delete from commerce.stock_movements where true'),
    ('truncate commerce.stock_movements')
) as c (statement);

select * from finish();
rollback;
