-- Proves functions/core/webhooks/_webhook_body.sql.
begin;
select plan(1);

-- Given: one event.
select tests.set_clock('2030-01-01 11:00+00');
select
    core.emit(
        'concerts.show.moved', 'concerts:show:1', '1', '{"v": 1, "to": "é"}'
    )::text;

select is(
    (select core._webhook_body(e)::jsonb from core.events as e
order by e.id desc limit 1
    ),
    '{"type": "concerts.show.moved", "timestamp": "2030-01-01T11:00:00+00:00",
      "topic": "concerts:show:1", "entity_id": "1", "data": {"v": 1, "to": "é"}}'::jsonb,
    'type, timestamp and data are there, as the standard asks'
);

select * from finish();
rollback;
