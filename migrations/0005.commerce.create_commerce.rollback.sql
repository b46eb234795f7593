-- The way back from 0005.
drop table commerce.transfers;
drop table commerce.reservation_lines;
drop table commerce.reservations;
drop table commerce.stock_movements;
drop table commerce.movement_types;
drop table commerce.stock_levels;
drop table commerce.prices;
drop table commerce.price_lists;
drop table commerce.bundle_components;
drop table commerce.variants;
drop table commerce.products;
drop table commerce.location_staff;
drop table commerce.locations;
drop type commerce.posting;
drop type commerce.stock_line;
drop domain commerce.gtin;
drop schema commerce;
