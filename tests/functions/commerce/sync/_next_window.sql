-- Proves functions/commerce/sync/_next_window.sql.
begin;
select plan(4);

-- Given: a reader at the start of a log.
insert into commerce.ledger_readers (name) values ('t_log');

select ok(
    isempty(commerce._next_window('t_log', 10, 4)),
    'what was there before is noted first'
);
select is(
    commerce._next_window('t_log', 12, 4), int8range(1, 5),
    'and read when the transactions of then have ended; at most p_most ids'
);
update commerce.ledger_readers set noted_xid = 9223372036854775807
where name = 't_log';
select is(
    commerce._next_window('t_log', 12, 99), int8range(5, 11),
    'a position from another cluster is not waited for'
);
select ok(isempty(commerce._next_window('t_log', 10, 4)), 'nothing new is nothing');

select * from finish();
rollback;
