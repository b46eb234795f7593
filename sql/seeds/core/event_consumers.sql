-- Seeds of core.event_consumers: webhooks read the log from this release on.
--
-- depends: seeds/core/event_horizons

select core.add_consumer(
    p_name => 'core.webhooks', p_sql_function => 'core.fan_out_webhooks'
);
