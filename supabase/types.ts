
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  
  "api": {
          Tables: {
            [_ in never]: never
          }
          Views: {
            "artists": {
                  Row: {
                    "curated_columns": (string)[],"genres": (string)[],"id": number,"image_url": string | null,"name": string,"popularity": number | null,"ticketmaster_id": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                           "curated_columns"?: (string)[] | null,"genres"?: (string)[] | null,"id"?: number | null,"image_url"?: string | null,"name"?: string | null,"popularity"?: number | null,"ticketmaster_id"?: string | null,"updated_at"?: string | null
                         }
                        Update: {
                           "curated_columns"?: (string)[] | null,"genres"?: (string)[] | null,"id"?: number | null,"image_url"?: string | null,"name"?: string | null,"popularity"?: number | null,"ticketmaster_id"?: string | null,"updated_at"?: string | null
                         }
                        Relationships: [
                    
                  ]
                },"my_votes": {
                  Row: {
                    "closes_at": string,"setlist_song_id": number,"voted_at": string
                  }
                  ComputedFields: never
                  Insert: {
                           "closes_at"?: string | null,"setlist_song_id"?: number | null,"voted_at"?: string | null
                         }
                        Update: {
                           "closes_at"?: string | null,"setlist_song_id"?: number | null,"voted_at"?: string | null
                         }
                        Relationships: [
                    {
      foreignKeyName: "votes_setlist_song_id_fkey"
      columns: ["setlist_song_id"]
isOneToOne: false
      referencedRelation: "setlist_songs"
      referencedColumns: ["id"]
    }
                  ]
                },"reading_progress": {
                  Row: {
                    "chapter": number | null,"chapter_label": string | null,"device_id": string,"page": number | null,"percent": number | null,"rewinds": number,"series_id": number,"updated_at": string,"user_id": string,"version": number
                  }
                  ComputedFields: never
                  Insert: {
                           "chapter"?: number | null,"chapter_label"?: string | null,"device_id"?: string | null,"page"?: number | null,"percent"?: number | null,"rewinds"?: number | null,"series_id"?: number | null,"updated_at"?: string | null,"user_id"?: string | null,"version"?: number | null
                         }
                        Update: {
                           "chapter"?: number | null,"chapter_label"?: string | null,"device_id"?: string | null,"page"?: number | null,"percent"?: number | null,"rewinds"?: number | null,"series_id"?: number | null,"updated_at"?: string | null,"user_id"?: string | null,"version"?: number | null
                         }
                        Relationships: [
                    
                  ]
                },"setlist_songs": {
                  Row: {
                    "encore": number,"id": number,"info": string | null,"is_tape": boolean,"place": number,"setlist_id": number,"song_id": number,"votes": number | null
                  }
                  ComputedFields: never
                  Insert: {
                           "encore"?: number | null,"id"?: number | null,"info"?: string | null,"is_tape"?: boolean | null,"place"?: number | null,"setlist_id"?: number | null,"song_id"?: number | null,"votes"?: never
                         }
                        Update: {
                           "encore"?: number | null,"id"?: number | null,"info"?: string | null,"is_tape"?: boolean | null,"place"?: number | null,"setlist_id"?: number | null,"song_id"?: number | null,"votes"?: never
                         }
                        Relationships: [
                    {
      foreignKeyName: "setlist_songs_setlist_id_fkey"
      columns: ["setlist_id"]
isOneToOne: false
      referencedRelation: "setlists"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "setlist_songs_song_id_fkey"
      columns: ["song_id"]
isOneToOne: false
      referencedRelation: "songs"
      referencedColumns: ["id"]
    }
                  ]
                },"setlists": {
                  Row: {
                    "id": number,"kind": string,"show_id": number,"source_url": string | null,"source_version": string | null,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                           "id"?: number | null,"kind"?: string | null,"show_id"?: number | null,"source_url"?: string | null,"source_version"?: string | null,"updated_at"?: string | null
                         }
                        Update: {
                           "id"?: number | null,"kind"?: string | null,"show_id"?: number | null,"source_url"?: string | null,"source_version"?: string | null,"updated_at"?: string | null
                         }
                        Relationships: [
                    {
      foreignKeyName: "setlists_show_id_fkey"
      columns: ["show_id"]
isOneToOne: false
      referencedRelation: "shows"
      referencedColumns: ["id"]
    }
                  ]
                },"shows": {
                  Row: {
                    "artist_id": number,"closes_at": string,"curated_columns": (string)[],"id": number,"show_on": string,"starts_at": string | null,"status": string,"timezone": string,"title": string | null,"updated_at": string,"url": string | null,"venue_id": number | null
                  }
                  ComputedFields: never
                  Insert: {
                           "artist_id"?: number | null,"closes_at"?: string | null,"curated_columns"?: (string)[] | null,"id"?: number | null,"show_on"?: string | null,"starts_at"?: string | null,"status"?: string | null,"timezone"?: string | null,"title"?: string | null,"updated_at"?: string | null,"url"?: string | null,"venue_id"?: number | null
                         }
                        Update: {
                           "artist_id"?: number | null,"closes_at"?: string | null,"curated_columns"?: (string)[] | null,"id"?: number | null,"show_on"?: string | null,"starts_at"?: string | null,"status"?: string | null,"timezone"?: string | null,"title"?: string | null,"updated_at"?: string | null,"url"?: string | null,"venue_id"?: number | null
                         }
                        Relationships: [
                    {
      foreignKeyName: "shows_artist_id_fkey"
      columns: ["artist_id"]
isOneToOne: false
      referencedRelation: "artists"
      referencedColumns: ["id"]
    },{
      foreignKeyName: "shows_venue_id_fkey"
      columns: ["venue_id"]
isOneToOne: false
      referencedRelation: "venues"
      referencedColumns: ["id"]
    }
                  ]
                },"songs": {
                  Row: {
                    "artist_id": number,"cover_of": string | null,"id": number,"title": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                           "artist_id"?: number | null,"cover_of"?: string | null,"id"?: number | null,"title"?: string | null,"updated_at"?: string | null
                         }
                        Update: {
                           "artist_id"?: number | null,"cover_of"?: string | null,"id"?: number | null,"title"?: string | null,"updated_at"?: string | null
                         }
                        Relationships: [
                    {
      foreignKeyName: "songs_artist_id_fkey"
      columns: ["artist_id"]
isOneToOne: false
      referencedRelation: "artists"
      referencedColumns: ["id"]
    }
                  ]
                },"venues": {
                  Row: {
                    "city": string | null,"country": string | null,"curated_columns": (string)[],"id": number,"latitude": number | null,"longitude": number | null,"name": string,"state": string | null,"timezone": string,"updated_at": string
                  }
                  ComputedFields: never
                  Insert: {
                           "city"?: string | null,"country"?: string | null,"curated_columns"?: (string)[] | null,"id"?: number | null,"latitude"?: number | null,"longitude"?: number | null,"name"?: string | null,"state"?: string | null,"timezone"?: string | null,"updated_at"?: string | null
                         }
                        Update: {
                           "city"?: string | null,"country"?: string | null,"curated_columns"?: (string)[] | null,"id"?: number | null,"latitude"?: number | null,"longitude"?: number | null,"name"?: string | null,"state"?: string | null,"timezone"?: string | null,"updated_at"?: string | null
                         }
                        Relationships: [
                    
                  ]
                }
          }
          Functions: {
            "activate_media_version":
{ Args: { "media_id": number,"version": number }; Returns: Json
                           },
"add_certificate":
{ Args: { "capability": string,"number": string,"supplier_id": number,"valid_from_on": string,"valid_until_on": string }; Returns: Json
                           },
"add_supplier_to_project":
{ Args: { "project_id": number,"starts_on"?: string,"supplier_id": number }; Returns: Json
                           },
"adjust_stock":
{ Args: { "delta": number,"effective_at"?: string,"idempotency_key"?: string,"location": string,"reason": string,"reference"?: string,"sku": string }; Returns: Json
                           },
"admit_sync_call":
{ Args: { "body": string,"caller": string,"headers": Json }; Returns: Json
                           },
"approve_reorder":
{ Args: { "idempotency_key"?: string,"proposal_id": number,"quantity"?: number }; Returns: Json
                           },
"assign_task":
{ Args: { "expected_version"?: number,"note"?: string,"owner_id": string,"task_id": number }; Returns: Json
                           },
"bulk_update_due_dates":
{ Args: { "after"?: string,"cause"?: string,"dry_run"?: boolean,"filter": Json,"idempotency_key"?: string,"page_size"?: number,"project_id": number,"reason": string,"shift_days": number }; Returns: Json
                           },
"bulk_update_status":
{ Args: { "after"?: string,"dry_run"?: boolean,"idempotency_key"?: string,"note"?: string,"page_size"?: number,"status": string,"task_ids": (number)[] }; Returns: Json
                           },
"calendar_feed":
{ Args: { "token": string }; Returns: unknown
                           },
"cancel_operation":
{ Args: { "operation_id": number }; Returns: Json
                           },
"cancel_order":
{ Args: { "expected_version"?: number,"order_id": number,"reason"?: string }; Returns: Json
                           },
"cancel_purchase":
{ Args: { "purchase_order_id": number,"reason": string }; Returns: Json
                           },
"cast_vote":
{ Args: { "idempotency_key"?: string,"setlist_song_id": number }; Returns: Json
                           },
"changes_since":
{ Args: { "after"?: string,"page_size"?: number,"topics": (string)[] }; Returns: Json
                           },
"complete_media_upload":
{ Args: { "media_id": number,"version": number }; Returns: Json
                           },
"confirm_purchase":
{ Args: { "purchase_order_id": number,"vendor_reference": string }; Returns: Json
                           },
"confirm_reservation":
{ Args: { "reservation_id": number }; Returns: Json
                           },
"count_stock":
{ Args: { "counts": Json,"stock_take_id": number }; Returns: Json
                           },
"create_calendar_token":
{ Args: { "name"?: string }; Returns: Json
                           },
"create_location":
{ Args: { "city"?: string,"code": string,"has_full_range"?: boolean,"kind"?: string,"name": string,"pick_position"?: number }; Returns: Json
                           },
"create_product":
{ Args: { "idempotency_key"?: string,"product": Json }; Returns: Json
                           },
"create_project":
{ Args: { "calendar"?: string,"code": string,"idempotency_key"?: string,"metadata"?: Json,"name": string,"starts_on": string,"timezone"?: string }; Returns: Json
                           },
"critical_path":
{ Args: { "project_id": number,"supplier_id"?: number }; Returns: Json
                           },
"decide_duplicate":
{ Args: { "candidate_id": number,"decision": string,"keep_id"?: number }; Returns: Json
                           },
"decide_stock_take":
{ Args: { "is_approved": boolean,"reason"?: string,"stock_take_id": number }; Returns: Json
                           },
"delete_media":
{ Args: { "media_id": number }; Returns: Json
                           },
"delete_product":
{ Args: { "expected_version"?: number,"product_id": number }; Returns: Json
                           },
"delete_webhook":
{ Args: { "id": string }; Returns: undefined
                           },
"deliver_order":
{ Args: { "expected_version"?: number,"order_id": number,"parcels"?: (number)[] }; Returns: Json
                           },
"discover_dimensions":
{ Args: { "table_name": string }; Returns: Json
                           },
"dismiss_reorder":
{ Args: { "proposal_id": number,"reason": string }; Returns: Json
                           },
"erase_person":
{ Args: { "is_dry_run"?: boolean,"person_key": string,"person_kind": string,"reason": string }; Returns: Json
                           },
"export_compliance":
{ Args: { "project_id": number,"since": string,"until"?: string }; Returns: Json
                           },
"feed_status":
{ Args: { "feed"?: string }; Returns: Json
                           },
"filter_options":
{ Args: { "top"?: number,"within"?: Json }; Returns: Json
                           },
"filter_range":
{ Args: { "measure": string,"within"?: Json }; Returns: Json
                           },
"filter_values":
{ Args: { "after"?: string,"dimension": string,"page_size"?: number,"search"?: string,"within"?: Json }; Returns: Json
                           },
"find_duplicates":
{ Args: { "after"?: string,"entity": string,"page_size"?: number,"threshold"?: number }; Returns: Json
                           },
"finish_feed_run":
{ Args: { "fault"?: string,"run_id": number,"token": number }; Returns: string
                           },
"get_compliance_export":
{ Args: { "export_id": number }; Returns: Json
                           },
"get_digest":
{ Args: { "digest_id": number }; Returns: Json
                           },
"get_digest_preferences":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"get_erasure":
{ Args: { "erasure_id": number }; Returns: Json
                           },
"get_operation":
{ Args: { "operation_id": number }; Returns: Json
                           },
"get_order":
{ Args: { "order_id": number }; Returns: Json
                           },
"get_product":
{ Args: { "product_id": number }; Returns: Json
                           },
"get_project":
{ Args: { "project_id": number }; Returns: Json
                           },
"get_purchase_order":
{ Args: { "purchase_order_id": number }; Returns: Json
                           },
"get_setlist":
{ Args: { "setlist_id": number }; Returns: Json
                           },
"get_stock":
{ Args: { "sku": string }; Returns: Json
                           },
"get_stock_take":
{ Args: { "stock_take_id": number }; Returns: Json
                           },
"get_supplier":
{ Args: { "supplier_id": number }; Returns: Json
                           },
"get_task":
{ Args: { "task_id": number }; Returns: Json
                           },
"get_top_shows":
{ Args: { "p_from_cache"?: boolean,"p_limit"?: number }; Returns: Json
                           },
"get_trending_artists":
{ Args: { "p_from_cache"?: boolean,"p_limit"?: number }; Returns: Json
                           },
"health":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"health_cache":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"ingest_transactions":
{ Args: { "rows": Json }; Returns: Json
                           },
"inventory_turnover":
{ Args: { "by": string,"since": string,"until": string }; Returns: {
              "as_of": string,"closing_quantity": number,"key": string,"name": string,"opening_quantity": number,"sold_quantity": number,"turnover": number
            }[]
                           },
"join_show":
{ Args: { "show_id": number }; Returns: Json
                           },
"leave_show":
{ Args: { "show_id": number }; Returns: Json
                           },
"list_access_log":
{ Args: { "after"?: string,"page_size"?: number,"since"?: string,"supplier_id": number,"until"?: string }; Returns: Json
                           },
"list_calendar_tokens":
{ Args: { "after"?: string,"page_size"?: number }; Returns: Json
                           },
"list_calendars":
{ Args: { "after"?: string,"page_size"?: number }; Returns: Json
                           },
"list_capabilities":
{ Args: { "after"?: string,"page_size"?: number }; Returns: Json
                           },
"list_certificates":
{ Args: { "after"?: string,"expires_until"?: string,"page_size"?: number,"supplier_id"?: number }; Returns: Json
                           },
"list_compliance_exports":
{ Args: { "after"?: string,"page_size"?: number,"project_id": number }; Returns: Json
                           },
"list_conflicts":
{ Args: { "after"?: string,"page_size"?: number }; Returns: Json
                           },
"list_digests":
{ Args: { "after"?: string,"page_size"?: number }; Returns: Json
                           },
"list_dimensions":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"list_duplicate_candidates":
{ Args: { "after"?: string,"entity": string,"page_size"?: number }; Returns: Json
                           },
"list_erasures":
{ Args: { "after"?: string,"page_size"?: number }; Returns: Json
                           },
"list_history":
{ Args: { "after"?: string,"page_size"?: number,"row_id": string,"table_name": string }; Returns: Json
                           },
"list_holidays":
{ Args: { "after"?: string,"code": string,"page_size"?: number,"year"?: number }; Returns: Json
                           },
"list_locations":
{ Args: { "after"?: string,"page_size"?: number }; Returns: Json
                           },
"list_media":
{ Args: { "after"?: string,"page_size"?: number,"product_id": number }; Returns: Json
                           },
"list_media_versions":
{ Args: { "after"?: string,"media_id": number,"page_size"?: number }; Returns: Json
                           },
"list_merges":
{ Args: { "after"?: string,"entity": string,"page_size"?: number }; Returns: Json
                           },
"list_notifications":
{ Args: { "after"?: string,"page_size"?: number }; Returns: Json
                           },
"list_operation_errors":
{ Args: { "after"?: string,"operation_id": number,"page_size"?: number }; Returns: Json
                           },
"list_order_events":
{ Args: { "after"?: string,"order_id": number,"page_size"?: number }; Returns: Json
                           },
"list_orders":
{ Args: { "after"?: string,"page_size"?: number,"status"?: string }; Returns: Json
                           },
"list_orphans":
{ Args: { "dimension": string }; Returns: Json
                           },
"list_parcels":
{ Args: { "after"?: string,"location"?: string,"page_size"?: number,"status"?: string }; Returns: Json
                           },
"list_price_lists":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"list_products":
{ Args: { "after"?: string,"category"?: string,"page_size"?: number,"search"?: string,"status"?: string }; Returns: Json
                           },
"list_projects":
{ Args: { "after"?: string,"page_size"?: number,"search"?: string,"status"?: string }; Returns: Json
                           },
"list_purchase_orders":
{ Args: { "after"?: string,"page_size"?: number,"status"?: string }; Returns: Json
                           },
"list_quality_findings":
{ Args: { "after"?: string,"page_size"?: number,"rule"?: string,"severity"?: string }; Returns: Json
                           },
"list_ready_tasks":
{ Args: { "after"?: string,"page_size"?: number,"project_id": number }; Returns: Json
                           },
"list_reorder_proposals":
{ Args: { "after"?: string,"page_size"?: number,"status"?: string }; Returns: Json
                           },
"list_reorder_rules":
{ Args: { "after"?: string,"page_size"?: number }; Returns: Json
                           },
"list_reservations":
{ Args: { "after"?: string,"page_size"?: number }; Returns: Json
                           },
"list_stock_movements":
{ Args: { "after"?: string,"location"?: string,"page_size"?: number,"sku": string }; Returns: Json
                           },
"list_stock_takes":
{ Args: { "after"?: string,"location"?: string,"page_size"?: number }; Returns: Json
                           },
"list_suppliers":
{ Args: { "after"?: string,"page_size"?: number,"search"?: string }; Returns: Json
                           },
"list_sync_conflicts":
{ Args: { "after"?: string,"page_size"?: number,"source"?: string }; Returns: Json
                           },
"list_sync_origins":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"list_sync_policies":
{ Args: { "source"?: string }; Returns: Json
                           },
"list_task_history":
{ Args: { "after"?: string,"page_size"?: number,"task_id": number }; Returns: Json
                           },
"list_task_templates":
{ Args: { "after"?: string,"page_size"?: number,"project_id": number }; Returns: Json
                           },
"list_task_transitions":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"list_tasks":
{ Args: { "after"?: string,"due_until"?: string,"page_size"?: number,"project_id"?: number,"status"?: string,"supplier_id"?: number }; Returns: Json
                           },
"list_tax_rates":
{ Args: { "after"?: string,"page_size"?: number }; Returns: Json
                           },
"list_transfers":
{ Args: { "after"?: string,"location"?: string,"page_size"?: number }; Returns: Json
                           },
"list_validation_rules":
{ Args: { "after"?: string,"entity"?: string,"page_size"?: number }; Returns: Json
                           },
"list_vendors":
{ Args: { "after"?: string,"page_size"?: number }; Returns: Json
                           },
"list_webhook_deliveries":
{ Args: { "after"?: string,"page_size"?: number,"status"?: string,"webhook_id": string }; Returns: Json
                           },
"list_webhooks":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"low_stock":
{ Args: { "location": string }; Returns: {
              "as_of": string,"free_quantity": number,"minimum": number,"missing": number,"sku": string,"title": string
            }[]
                           },
"mark_notifications_read":
{ Args: { "ids": (number)[] }; Returns: Json
                           },
"merge_records":
{ Args: { "drop_ids": (number)[],"dry_run"?: boolean,"entity": string,"keep_id": number }; Returns: Json
                           },
"metrics":
{ Args: Record<PropertyKey, never>; Returns: unknown
                           },
"next_feed_request":
{ Args: { "run_id": number,"token": number }; Returns: Json
                           },
"note_feed_error":
{ Args: { "detail": string,"kind": string,"run_id": number,"token": number }; Returns: undefined
                           },
"open_stock_take":
{ Args: { "location": string }; Returns: Json
                           },
"order_as_of":
{ Args: { "at"?: string,"order_id": number,"version"?: number }; Returns: Json
                           },
"pack_order":
{ Args: { "expected_version"?: number,"order_id": number,"parcels"?: Json }; Returns: Json
                           },
"pay_order":
{ Args: { "expected_version"?: number,"idempotency_key"?: string,"order_id": number,"payment": Json }; Returns: Json
                           },
"place_order":
{ Args: { "idempotency_key"?: string,"lines": Json,"ship_to": Json }; Returns: Json
                           },
"preview_date_change":
{ Args: { "due_on": string,"task_id": number }; Returns: Json
                           },
"product_page":
{ Args: { "product_id": number }; Returns: Json
                           },
"progress_since":
{ Args: { "version"?: number }; Returns: Json
                           },
"project_as_of":
{ Args: { "after"?: string,"at": string,"page_size"?: number,"project_id": number }; Returns: Json
                           },
"prove_audit_entry":
{ Args: { "entry_id": number }; Returns: Json
                           },
"prune_dimension":
{ Args: { "dry_run"?: boolean,"name": string }; Returns: Json
                           },
"publish_product":
{ Args: { "expected_version"?: number,"product_id": number }; Returns: Json
                           },
"publishable_faults":
{ Args: { "product_id": number }; Returns: Json
                           },
"push_pms_changes":
{ Args: { "changes": Json }; Returns: Json
                           },
"push_progress":
{ Args: { "items": Json }; Returns: Json
                           },
"put_off_feed":
{ Args: { "run_id": number,"seconds": number,"token": number }; Returns: string
                           },
"read_feed_secret":
{ Args: { "name": string }; Returns: string
                           },
"rebuild_heats":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"rebuild_orders":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"receive_purchase":
{ Args: { "idempotency_key"?: string,"is_last"?: boolean,"lines": Json,"purchase_order_id": number }; Returns: Json
                           },
"receive_transfer":
{ Args: { "idempotency_key"?: string,"is_last"?: boolean,"quantity": number,"transfer_id": number }; Returns: Json
                           },
"receive_webhook":
{ Args: { "body": string,"headers": Json,"source": string }; Returns: Json
                           },
"record_as_of":
{ Args: { "at": string,"row_id": string,"table_name": string }; Returns: Json
                           },
"record_sales":
{ Args: { "idempotency_key"?: string,"rows": Json }; Returns: Json
                           },
"refresh_homepage_cache":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"refund_order":
{ Args: { "amount_minor"?: number,"expected_version"?: number,"idempotency_key"?: string,"order_id": number,"reason"?: string }; Returns: Json
                           },
"register_dimension":
{ Args: { "config": Json }; Returns: Json
                           },
"register_media":
{ Args: { "idempotency_key"?: string,"meta": Json,"product_id": number }; Returns: Json
                           },
"register_webhook":
{ Args: { "description"?: string,"event_types": (string)[],"url": string }; Returns: Json
                           },
"reindex_search":
{ Args: Record<PropertyKey, never>; Returns: Json
                           },
"release_reservation":
{ Args: { "reservation_id": number }; Returns: Json
                           },
"remove_supplier_from_project":
{ Args: { "project_id": number,"supplier_id": number }; Returns: Json
                           },
"replay_webhook":
{ Args: { "delivery_id": number }; Returns: Json
                           },
"replay_webhooks_since":
{ Args: { "since": string,"webhook_id": string }; Returns: Json
                           },
"report_open_work":
{ Args: { "project_id": number }; Returns: {
              "as_of": string,"days_0_7": number,"days_31_90": number,"days_8_30": number,"days_over_90": number,"late": number,"not_begun": number,"oldest_days": number,"open": number,"status": string,"supplier": string,"supplier_name": string
            }[]
                           },
"report_project_figures":
{ Args: { "project_id": number }; Returns: {
              "days": number,"done": number,"end_on": string,"key": string,"note": string,"section": string,"tasks": number
            }[]
                           },
"report_project_status":
{ Args: { "project_id": number }; Returns: Json
                           },
"report_slow_statements":
{ Args: { "page_size"?: number }; Returns: Json
                           },
"report_supplier_performance":
{ Args: { "by"?: string,"since": string,"supplier_id"?: number,"until": string }; Returns: {
              "as_of": string,"finished": number,"key": string,"lead_days_median": number,"lead_days_p90": number,"name": string,"on_time_first": number,"on_time_first_rate": number,"on_time_last": number,"on_time_last_rate": number,"slip_days": number,"slips": number
            }[]
                           },
"reserve_stock":
{ Args: { "allow_partial"?: boolean,"expires_in"?: string,"idempotency_key"?: string,"lines": Json,"strategy"?: string }; Returns: Json
                           },
"resolve_conflict":
{ Args: { "choice": string,"conflict_id": number }; Returns: Json
                           },
"resolve_record":
{ Args: { "entity": string,"id": number }; Returns: Json
                           },
"restore_product":
{ Args: { "product_id": number }; Returns: Json
                           },
"retry_purchase":
{ Args: { "purchase_order_id": number }; Returns: Json
                           },
"return_order":
{ Args: { "expected_version"?: number,"idempotency_key"?: string,"lines": Json,"order_id": number,"reason"?: string }; Returns: Json
                           },
"revert_change":
{ Args: { "entry_id": number }; Returns: Json
                           },
"revoke_calendar_token":
{ Args: { "token_id": number }; Returns: Json
                           },
"revoke_certificate":
{ Args: { "certificate_id": number,"reason"?: string }; Returns: Json
                           },
"revoke_token":
{ Args: { "expires_at": string,"jti": string }; Returns: undefined
                           },
"revoke_user_tokens":
{ Args: { "user_id": string }; Returns: undefined
                           },
"rollback_dimension":
{ Args: { "name": string,"version": number }; Returns: Json
                           },
"rotate_webhook_secret":
{ Args: { "id": string }; Returns: Json
                           },
"run_persisted_query":
{ Args: { "id": string,"variables"?: Json }; Returns: Json
                           },
"sales_summary":
{ Args: { "by": string,"since": string,"until": string }; Returns: {
              "amount_minor": number,"as_of": string,"currency": string,"key": string,"name": string,"quantity": number
            }[]
                           },
"search_concerts":
{ Args: { "page_size"?: number,"query": string }; Returns: Json
                           },
"set_calendar":
{ Args: { "code": string,"expected_version"?: number,"name": string,"workdays"?: (number)[] }; Returns: Json
                           },
"set_capability":
{ Args: { "code": string,"is_certified"?: boolean,"name": string }; Returns: Json
                           },
"set_contacts":
{ Args: { "contacts": Json,"expected_version"?: number,"supplier_id": number }; Returns: Json
                           },
"set_digest_preferences":
{ Args: { "hour"?: number,"is_enabled"?: boolean,"timezone"?: string }; Returns: Json
                           },
"set_holidays":
{ Args: { "code": string,"expected_version"?: number,"holidays": Json,"year": number }; Returns: Json
                           },
"set_price":
{ Args: { "amount_minor": number,"price_list": string,"sale_amount_minor"?: number,"sku": string,"valid_from"?: string,"valid_until"?: string }; Returns: Json
                           },
"set_progress_policy":
{ Args: { "policy": string,"series_id": number }; Returns: Json
                           },
"set_project_managers":
{ Args: { "expected_version"?: number,"project_id": number,"user_ids": (string)[] }; Returns: Json
                           },
"set_reorder_rule":
{ Args: { "expected_version"?: number,"location": string,"rule": Json,"sku": string }; Returns: Json
                           },
"set_stock_limits":
{ Args: { "backorder_limit"?: number,"location": string,"safety_stock"?: number,"sku": string }; Returns: Json
                           },
"set_supplier":
{ Args: { "code": string,"expected_version"?: number,"supplier": Json }; Returns: Json
                           },
"set_supplier_capabilities":
{ Args: { "capabilities": Json,"expected_version"?: number,"supplier_id": number }; Returns: Json
                           },
"set_supplier_users":
{ Args: { "expected_version"?: number,"supplier_id": number,"user_ids": (string)[] }; Returns: Json
                           },
"set_sync_policy":
{ Args: { "entity": string,"field": string,"policy": string,"source": string }; Returns: Json
                           },
"set_task_templates":
{ Args: { "dependencies"?: Json,"expected_version"?: number,"project_id": number,"templates": Json }; Returns: Json
                           },
"set_tax_rate":
{ Args: { "country"?: string,"rate_percent": number,"tax_class": string,"valid_from"?: string,"valid_until"?: string }; Returns: Json
                           },
"set_validation_rule":
{ Args: { "entity": string,"name": string,"rule": Json }; Returns: Json
                           },
"set_vendor":
{ Args: { "code": string,"expected_version"?: number,"vendor": Json }; Returns: Json
                           },
"ship_order":
{ Args: { "expected_version"?: number,"order_id": number,"parcels"?: (number)[],"tracking"?: string }; Returns: Json
                           },
"split_stock":
{ Args: { "buckets": number,"location": string,"sku": string }; Returns: Json
                           },
"start_feed_run":
{ Args: { "feed": string,"is_dry_run"?: boolean,"is_full"?: boolean,"lease_seconds"?: number }; Returns: Json
                           },
"stock_ageing":
{ Args: { "by": string }; Returns: {
              "as_of": string,"days_0_30": number,"days_31_60": number,"days_61_90": number,"days_over_90": number,"key": string,"name": string,"quantity": number
            }[]
                           },
"stock_as_of":
{ Args: { "at": string,"sku": string }; Returns: Json
                           },
"submit_stock_take":
{ Args: { "stock_take_id": number }; Returns: Json
                           },
"sync_status":
{ Args: { "source"?: string }; Returns: Json
                           },
"take_feed_page":
{ Args: { "body"?: string,"etag"?: string,"last_modified"?: string,"request": Json,"run_id": number,"status": number,"token": number }; Returns: Json
                           },
"toggle_dimension":
{ Args: { "enabled": boolean,"keep_values"?: boolean,"name": string,"reason": string }; Returns: Json
                           },
"top_movers":
{ Args: { "since": string,"until": string }; Returns: {
              "as_of": string,"change": number,"change_percent": number,"quantity": number,"quantity_before": number,"sku": string,"title": string
            }[]
                           },
"transfer_stock":
{ Args: { "from_location": string,"idempotency_key"?: string,"quantity": number,"reference"?: string,"sku": string,"to_location": string }; Returns: Json
                           },
"undo_merge":
{ Args: { "merge_id": number }; Returns: Json
                           },
"unpublish_product":
{ Args: { "expected_version"?: number,"product_id": number }; Returns: Json
                           },
"update_location":
{ Args: { "city"?: string,"expected_version"?: number,"has_full_range"?: boolean,"is_active"?: boolean,"kind"?: string,"location": string,"name"?: string,"pick_position"?: number }; Returns: Json
                           },
"update_media":
{ Args: { "expected_version": number,"media_id": number,"patch": Json }; Returns: Json
                           },
"update_product":
{ Args: { "expected_version": number,"patch": Json,"product_id": number }; Returns: Json
                           },
"update_project":
{ Args: { "expected_version"?: number,"patch": Json,"project_id": number }; Returns: Json
                           },
"update_task_due":
{ Args: { "cause"?: string,"due_on": string,"expected_version"?: number,"move_successors"?: boolean,"reason": string,"task_id": number }; Returns: Json
                           },
"update_task_status":
{ Args: { "expected_version"?: number,"force"?: boolean,"note"?: string,"status": string,"task_id": number }; Returns: Json
                           },
"update_webhook":
{ Args: { "description"?: string,"enabled"?: boolean,"event_types"?: (string)[],"id": string,"max_concurrency"?: number,"max_per_second"?: number,"url"?: string }; Returns: Json
                           },
"validate_record":
{ Args: { "entity": string,"record": Json }; Returns: Json
                           },
"validate_task_change":
{ Args: { "change": Json,"task_id": number }; Returns: Json
                           },
"withdraw_vote":
{ Args: { "setlist_song_id": number }; Returns: Json
                           }
          }
          Enums: {
            [_ in never]: never
          }
          CompositeTypes: {
            [_ in never]: never
          }
        }
}

type DatabaseWithoutInternals = Omit<Database, '__InternalSupabase'>

type DefaultSchema = DatabaseWithoutInternals[Extract<keyof Database, "api">]

export type Tables<
  DefaultSchemaTableNameOrOptions extends
    | keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
        DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? (DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"] &
      DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Views"])[TableName] extends {
      Row: infer R
    }
    ? R
    : never
  : DefaultSchemaTableNameOrOptions extends keyof (DefaultSchema["Tables"] & DefaultSchema["Views"])
  ? (DefaultSchema["Tables"] & DefaultSchema["Views"])[DefaultSchemaTableNameOrOptions] extends {
      Row: infer R
    }
    ? R
    : never
  : never

export type TablesInsert<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Insert: infer I
    }
    ? I
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Insert: infer I
    }
    ? I
    : never
  : never

export type TablesUpdate<
  DefaultSchemaTableNameOrOptions extends
    | keyof DefaultSchema["Tables"]
    | { schema: keyof DatabaseWithoutInternals },
  TableName extends DefaultSchemaTableNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"]
    : never = never
> = DefaultSchemaTableNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaTableNameOrOptions["schema"]]["Tables"][TableName] extends {
      Update: infer U
    }
    ? U
    : never
  : DefaultSchemaTableNameOrOptions extends keyof DefaultSchema["Tables"]
  ? DefaultSchema["Tables"][DefaultSchemaTableNameOrOptions] extends {
      Update: infer U
    }
    ? U
    : never
  : never

export type Enums<
  DefaultSchemaEnumNameOrOptions extends
    | keyof DefaultSchema["Enums"]
    | { schema: keyof DatabaseWithoutInternals },
  EnumName extends DefaultSchemaEnumNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"]
    : never = never
> = DefaultSchemaEnumNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[DefaultSchemaEnumNameOrOptions["schema"]]["Enums"][EnumName]
  : DefaultSchemaEnumNameOrOptions extends keyof DefaultSchema["Enums"]
  ? DefaultSchema["Enums"][DefaultSchemaEnumNameOrOptions]
  : never

export type CompositeTypes<
  PublicCompositeTypeNameOrOptions extends
    | keyof DefaultSchema["CompositeTypes"]
    | { schema: keyof DatabaseWithoutInternals },
  CompositeTypeName extends PublicCompositeTypeNameOrOptions extends {
    schema: keyof DatabaseWithoutInternals
  }
    ? keyof DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"]
    : never = never
> = PublicCompositeTypeNameOrOptions extends { schema: keyof DatabaseWithoutInternals }
  ? DatabaseWithoutInternals[PublicCompositeTypeNameOrOptions["schema"]]["CompositeTypes"][CompositeTypeName]
  : PublicCompositeTypeNameOrOptions extends keyof DefaultSchema["CompositeTypes"]
  ? DefaultSchema["CompositeTypes"][PublicCompositeTypeNameOrOptions]
  : never

export const Constants = {
  "api": {
          Enums: {
            
          }
        }
} as const
