-- The way back from 0007.
drop table commerce.parcel_lines;
drop table commerce.parcels;
drop table commerce.order_snapshots;
drop table commerce.order_lines;
drop table commerce.order_events;
drop table commerce.orders;
drop table commerce.order_transitions;
revoke usage on schema commerce from anon;
