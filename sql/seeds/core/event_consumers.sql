-- Seeds of core.event_consumers: webhooks read the log from the first seed on.
--
-- depends: seeds/core/event_low_watermarks

select core.add_consumer(p_name => 'core.webhooks');

update core.event_consumers
set sql_function = 'core.fan_out_webhooks'
where name = 'core.webhooks' and sql_function is distinct from 'core.fan_out_webhooks';
