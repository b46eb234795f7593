
export type Json = string | number | boolean | null | { [key: string]: Json | undefined } | Json[]

export type Database = {
  "api": {
    Tables: {
      [_ in never]: never
    }
    Views: {
      "artists": {
        Row: {
          "curated_columns": (string)[]
          "genres": (string)[]
          "id": number
          "image_url": string | null
          "name": string
          "popularity": number | null
          "ticketmaster_id": string | null
          "updated_at": string
        }
        ComputedFields: never
        Insert: {
          "curated_columns"?: (string)[] | null
          "genres"?: (string)[] | null
          "id"?: number | null
          "image_url"?: string | null
          "name"?: string | null
          "popularity"?: number | null
          "ticketmaster_id"?: string | null
          "updated_at"?: string | null
        }
        Update: {
          "curated_columns"?: (string)[] | null
          "genres"?: (string)[] | null
          "id"?: number | null
          "image_url"?: string | null
          "name"?: string | null
          "popularity"?: number | null
          "ticketmaster_id"?: string | null
          "updated_at"?: string | null
        }
        Relationships: []
      }
      "my_votes": {
        Row: {
          "closes_at": string
          "setlist_song_id": number
          "voted_at": string
        }
        ComputedFields: never
        Insert: {
          "closes_at"?: string | null
          "setlist_song_id"?: number | null
          "voted_at"?: string | null
        }
        Update: {
          "closes_at"?: string | null
          "setlist_song_id"?: number | null
          "voted_at"?: string | null
        }
        Relationships: [{
          foreignKeyName: "votes_setlist_song_id_fkey"
          columns: ["setlist_song_id"]
          isOneToOne: false
          referencedRelation: "setlist_songs"
          referencedColumns: ["id"]
        }]
      }
      "reading_progress": {
        Row: {
          "chapter": number | null
          "chapter_label": string | null
          "device_id": string
          "page": number | null
          "percent": number | null
          "rewinds": number
          "series_id": number
          "updated_at": string
          "user_id": string
          "version": number
        }
        ComputedFields: never
        Insert: {
          "chapter"?: number | null
          "chapter_label"?: string | null
          "device_id"?: string | null
          "page"?: number | null
          "percent"?: number | null
          "rewinds"?: number | null
          "series_id"?: number | null
          "updated_at"?: string | null
          "user_id"?: string | null
          "version"?: number | null
        }
        Update: {
          "chapter"?: number | null
          "chapter_label"?: string | null
          "device_id"?: string | null
          "page"?: number | null
          "percent"?: number | null
          "rewinds"?: number | null
          "series_id"?: number | null
          "updated_at"?: string | null
          "user_id"?: string | null
          "version"?: number | null
        }
        Relationships: []
      }
      "setlist_songs": {
        Row: {
          "encore": number
          "id": number
          "info": string | null
          "is_tape": boolean
          "place": number
          "setlist_id": number
          "song_id": number
          "votes": number | null
        }
        ComputedFields: never
        Insert: {
          "encore"?: number | null
          "id"?: number | null
          "info"?: string | null
          "is_tape"?: boolean | null
          "place"?: number | null
          "setlist_id"?: number | null
          "song_id"?: number | null
          "votes"?: never
        }
        Update: {
          "encore"?: number | null
          "id"?: number | null
          "info"?: string | null
          "is_tape"?: boolean | null
          "place"?: number | null
          "setlist_id"?: number | null
          "song_id"?: number | null
          "votes"?: never
        }
        Relationships: [{
          foreignKeyName: "setlist_songs_setlist_id_fkey"
          columns: ["setlist_id"]
          isOneToOne: false
          referencedRelation: "setlists"
          referencedColumns: ["id"]
        }, {
          foreignKeyName: "setlist_songs_song_id_fkey"
          columns: ["song_id"]
          isOneToOne: false
          referencedRelation: "songs"
          referencedColumns: ["id"]
        }]
      }
      "setlists": {
        Row: {
          "id": number
          "kind": string
          "show_id": number
          "source_url": string | null
          "source_version": string | null
          "updated_at": string
        }
        ComputedFields: never
        Insert: {
          "id"?: number | null
          "kind"?: string | null
          "show_id"?: number | null
          "source_url"?: string | null
          "source_version"?: string | null
          "updated_at"?: string | null
        }
        Update: {
          "id"?: number | null
          "kind"?: string | null
          "show_id"?: number | null
          "source_url"?: string | null
          "source_version"?: string | null
          "updated_at"?: string | null
        }
        Relationships: [{
          foreignKeyName: "setlists_show_id_fkey"
          columns: ["show_id"]
          isOneToOne: false
          referencedRelation: "shows"
          referencedColumns: ["id"]
        }]
      }
      "shows": {
        Row: {
          "artist_id": number
          "closes_at": string
          "curated_columns": (string)[]
          "id": number
          "show_on": string
          "starts_at": string | null
          "status": string
          "timezone": string
          "title": string | null
          "updated_at": string
          "url": string | null
          "venue_id": number | null
        }
        ComputedFields: never
        Insert: {
          "artist_id"?: number | null
          "closes_at"?: string | null
          "curated_columns"?: (string)[] | null
          "id"?: number | null
          "show_on"?: string | null
          "starts_at"?: string | null
          "status"?: string | null
          "timezone"?: string | null
          "title"?: string | null
          "updated_at"?: string | null
          "url"?: string | null
          "venue_id"?: number | null
        }
        Update: {
          "artist_id"?: number | null
          "closes_at"?: string | null
          "curated_columns"?: (string)[] | null
          "id"?: number | null
          "show_on"?: string | null
          "starts_at"?: string | null
          "status"?: string | null
          "timezone"?: string | null
          "title"?: string | null
          "updated_at"?: string | null
          "url"?: string | null
          "venue_id"?: number | null
        }
        Relationships: [{
          foreignKeyName: "shows_artist_id_fkey"
          columns: ["artist_id"]
          isOneToOne: false
          referencedRelation: "artists"
          referencedColumns: ["id"]
        }, {
          foreignKeyName: "shows_venue_id_fkey"
          columns: ["venue_id"]
          isOneToOne: false
          referencedRelation: "venues"
          referencedColumns: ["id"]
        }]
      }
      "songs": {
        Row: {
          "artist_id": number
          "cover_of": string | null
          "id": number
          "title": string
          "updated_at": string
        }
        ComputedFields: never
        Insert: {
          "artist_id"?: number | null
          "cover_of"?: string | null
          "id"?: number | null
          "title"?: string | null
          "updated_at"?: string | null
        }
        Update: {
          "artist_id"?: number | null
          "cover_of"?: string | null
          "id"?: number | null
          "title"?: string | null
          "updated_at"?: string | null
        }
        Relationships: [{
          foreignKeyName: "songs_artist_id_fkey"
          columns: ["artist_id"]
          isOneToOne: false
          referencedRelation: "artists"
          referencedColumns: ["id"]
        }]
      }
      "venues": {
        Row: {
          "city": string | null
          "country": string | null
          "curated_columns": (string)[]
          "id": number
          "latitude": number | null
          "longitude": number | null
          "name": string
          "state": string | null
          "timezone": string
          "updated_at": string
        }
        ComputedFields: never
        Insert: {
          "city"?: string | null
          "country"?: string | null
          "curated_columns"?: (string)[] | null
          "id"?: number | null
          "latitude"?: number | null
          "longitude"?: number | null
          "name"?: string | null
          "state"?: string | null
          "timezone"?: string | null
          "updated_at"?: string | null
        }
        Update: {
          "city"?: string | null
          "country"?: string | null
          "curated_columns"?: (string)[] | null
          "id"?: number | null
          "latitude"?: number | null
          "longitude"?: number | null
          "name"?: string | null
          "state"?: string | null
          "timezone"?: string | null
          "updated_at"?: string | null
        }
        Relationships: []
      }
    }
    Functions: {
      "activate_media_version": {
        Args: {
          "media_id": number
          "version": number
        }
        Returns: ActivateMediaVersion
      }
      "add_certificate": {
        Args: {
          "capability": string
          "number": string
          "supplier_id": number
          "valid_from_on": string
          "valid_until_on": string
        }
        Returns: AddCertificate
      }
      "add_supplier_to_project": {
        Args: {
          "project_id": number
          "starts_on"?: string
          "supplier_id": number
        }
        Returns: AddSupplierToProject
      }
      "adjust_stock": {
        Args: {
          "delta": number
          "effective_at"?: string
          "idempotency_key"?: string
          "location": string
          "reason": string
          "reference"?: string
          "sku": string
        }
        Returns: AdjustStock
      }
      "admit_sync_call": {
        Args: {
          "body": string
          "caller": string
          "headers": Record<string, string>
        }
        Returns: AdmitSyncCall
      }
      "approve_reorder": {
        Args: {
          "idempotency_key"?: string
          "proposal_id": number
          "quantity"?: number
        }
        Returns: ApproveReorder
      }
      "assign_task": {
        Args: {
          "expected_version"?: number
          "note"?: string
          "owner_id": string
          "task_id": number
        }
        Returns: ListTasksItem
      }
      "bulk_update_due_dates": {
        Args: {
          "after"?: string
          "cause"?: string
          "dry_run"?: boolean
          "filter": BulkUpdateDueDatesFilterInput
          "idempotency_key"?: string
          "page_size"?: number
          "project_id": number
          "reason": string
          "shift_days": number
        }
        Returns: BulkUpdateDueDates
      }
      "bulk_update_status": {
        Args: {
          "after"?: string
          "dry_run"?: boolean
          "idempotency_key"?: string
          "note"?: string
          "page_size"?: number
          "status": string
          "task_ids": (number)[]
        }
        Returns: BulkUpdateStatus
      }
      "calendar_feed": {
        Args: {
          "token": string
        }
        Returns: string
      }
      "cancel_job": {
        Args: {
          "id": number
          "reason"?: string
        }
        Returns: "cancelled" | "asked" | "running"
      }
      "cancel_operation": {
        Args: {
          "operation_id": number
        }
        Returns: GetOperation
      }
      "cancel_order": {
        Args: {
          "expected_version"?: number
          "order_id": number
          "reason"?: string
        }
        Returns: CancelOrder
      }
      "cancel_purchase": {
        Args: {
          "purchase_order_id": number
          "reason": string
        }
        Returns: GetPurchaseOrder
      }
      "cast_vote": {
        Args: {
          "idempotency_key"?: string
          "setlist_song_id": number
        }
        Returns: CastVote
      }
      "change_setting": {
        Args: {
          "name": string
          "reason": string
          "value": Json | null
        }
        Returns: ListSettingsItem
      }
      "changes_since": {
        Args: {
          "after"?: string
          "page_size"?: number
          "topics": (string)[]
        }
        Returns: ChangesSince
      }
      "check_invariant": {
        Args: {
          "name": string
        }
        Returns: CheckInvariant
      }
      "complete_media_upload": {
        Args: {
          "media_id": number
          "version": number
        }
        Returns: CompleteMediaUpload
      }
      "confirm_purchase": {
        Args: {
          "purchase_order_id": number
          "vendor_reference": string
        }
        Returns: GetPurchaseOrder
      }
      "confirm_reservation": {
        Args: {
          "reservation_id": number
        }
        Returns: ReserveStock
      }
      "count_stock": {
        Args: {
          "counts": CountStockCountInput[]
          "stock_take_id": number
        }
        Returns: GetStockTake
      }
      "create_calendar_token": {
        Args: {
          "name"?: string
        }
        Returns: CreateCalendarToken
      }
      "create_location": {
        Args: {
          "city"?: string
          "code": string
          "has_full_range"?: boolean
          "kind"?: string
          "name": string
          "pick_position"?: number
        }
        Returns: ListLocationsItem
      }
      "create_product": {
        Args: {
          "idempotency_key"?: string
          "product": CreateProductProductInput
        }
        Returns: GetProduct
      }
      "create_project": {
        Args: {
          "calendar"?: string
          "code": string
          "idempotency_key"?: string
          "metadata"?: Record<string, Json>
          "name": string
          "starts_on": string
          "timezone"?: string
        }
        Returns: CreateProject
      }
      "critical_path": {
        Args: {
          "project_id": number
          "supplier_id"?: number
        }
        Returns: CriticalPath
      }
      "decide_duplicate": {
        Args: {
          "candidate_id": number
          "decision": string
          "keep_id"?: number
        }
        Returns: DecideDuplicate
      }
      "decide_stock_take": {
        Args: {
          "is_approved": boolean
          "reason"?: string
          "stock_take_id": number
        }
        Returns: GetStockTake
      }
      "delete_feature_flag": {
        Args: {
          "expected_version"?: number
          "name": string
          "reason"?: string
        }
        Returns: undefined
      }
      "delete_media": {
        Args: {
          "media_id": number
        }
        Returns: DeleteMedia
      }
      "delete_product": {
        Args: {
          "expected_version"?: number
          "product_id": number
        }
        Returns: GetProduct
      }
      "delete_webhook": {
        Args: {
          "id": string
        }
        Returns: undefined
      }
      "deliver_order": {
        Args: {
          "expected_version"?: number
          "order_id": number
          "parcels"?: (number)[]
        }
        Returns: ShipOrder
      }
      "discover_dimensions": {
        Args: {
          "table_name": string
        }
        Returns: DiscoverDimension[]
      }
      "dismiss_reorder": {
        Args: {
          "proposal_id": number
          "reason": string
        }
        Returns: DismissReorder
      }
      "erase_person": {
        Args: {
          "is_dry_run"?: boolean
          "person_key": string
          "person_kind": string
          "reason": string
        }
        Returns: GetErasure
      }
      "export_compliance": {
        Args: {
          "project_id": number
          "since": string
          "until"?: string
        }
        Returns: GetComplianceExport
      }
      "feed_status": {
        Args: {
          "feed"?: string
        }
        Returns: FeedStatus
      }
      "filter_options": {
        Args: {
          "top"?: number
          "within"?: Record<string, string | string[]> | null
        }
        Returns: FilterOptions
      }
      "filter_range": {
        Args: {
          "measure": string
          "within"?: Record<string, string | string[]> | null
        }
        Returns: FilterRange
      }
      "filter_values": {
        Args: {
          "after"?: string
          "dimension": string
          "page_size"?: number
          "search"?: string
          "within"?: Record<string, string | string[]> | null
        }
        Returns: FilterValues
      }
      "find_duplicates": {
        Args: {
          "after"?: string
          "entity": string
          "page_size"?: number
          "threshold"?: number
        }
        Returns: FindDuplicates
      }
      "finish_feed_run": {
        Args: {
          "fault"?: string
          "run_id": number
          "token": number
        }
        Returns: "succeeded" | "paused" | "interrupted"
      }
      "get_compliance_export": {
        Args: {
          "export_id": number
        }
        Returns: GetComplianceExport
      }
      "get_digest": {
        Args: {
          "digest_id": number
        }
        Returns: GetDigest
      }
      "get_digest_preferences": {
        Args: Record<PropertyKey, never>
        Returns: GetDigestPreferences
      }
      "get_erasure": {
        Args: {
          "erasure_id": number
        }
        Returns: GetErasure
      }
      "get_job": {
        Args: {
          "id": number
        }
        Returns: GetJob
      }
      "get_operation": {
        Args: {
          "operation_id": number
        }
        Returns: GetOperation
      }
      "get_order": {
        Args: {
          "order_id": number
        }
        Returns: GetOrder
      }
      "get_product": {
        Args: {
          "product_id": number
        }
        Returns: GetProduct
      }
      "get_project": {
        Args: {
          "project_id": number
        }
        Returns: GetProject
      }
      "get_purchase_order": {
        Args: {
          "purchase_order_id": number
        }
        Returns: GetPurchaseOrder
      }
      "get_setlist": {
        Args: {
          "setlist_id": number
        }
        Returns: GetSetlist
      }
      "get_stock": {
        Args: {
          "sku": string
        }
        Returns: GetStock
      }
      "get_stock_take": {
        Args: {
          "stock_take_id": number
        }
        Returns: GetStockTake
      }
      "get_supplier": {
        Args: {
          "supplier_id": number
        }
        Returns: GetSupplier
      }
      "get_task": {
        Args: {
          "task_id": number
        }
        Returns: GetTask
      }
      "get_top_shows": {
        Args: {
          "p_from_cache"?: boolean
          "p_limit"?: number
        }
        Returns: GetTopShows
      }
      "get_trending_artists": {
        Args: {
          "p_from_cache"?: boolean
          "p_limit"?: number
        }
        Returns: GetTrendingArtists
      }
      "health": {
        Args: Record<PropertyKey, never>
        Returns: Health
      }
      "health_cache": {
        Args: Record<PropertyKey, never>
        Returns: HealthCache
      }
      "ingest_transactions": {
        Args: {
          "rows": IngestTransactionsRowInput[]
        }
        Returns: IngestTransactions
      }
      "inventory_turnover": {
        Args: {
          "by": string
          "since": string
          "until": string
        }
        Returns: InventoryTurnover[]
      }
      "join_show": {
        Args: {
          "show_id": number
        }
        Returns: JoinShow
      }
      "leave_show": {
        Args: {
          "show_id": number
        }
        Returns: LeaveShow
      }
      "list_access_log": {
        Args: {
          "after"?: string
          "page_size"?: number
          "since"?: string
          "supplier_id": number
          "until"?: string
        }
        Returns: ListAccessLog
      }
      "list_alerts": {
        Args: {
          "after"?: string
          "page_size"?: number
        }
        Returns: ListAlerts
      }
      "list_calendar_tokens": {
        Args: {
          "after"?: string
          "page_size"?: number
        }
        Returns: ListCalendarTokens
      }
      "list_calendars": {
        Args: {
          "after"?: string
          "page_size"?: number
        }
        Returns: ListCalendars
      }
      "list_capabilities": {
        Args: {
          "after"?: string
          "page_size"?: number
        }
        Returns: ListCapabilities
      }
      "list_certificates": {
        Args: {
          "after"?: string
          "expires_until"?: string
          "page_size"?: number
          "supplier_id"?: number
        }
        Returns: ListCertificates
      }
      "list_compliance_exports": {
        Args: {
          "after"?: string
          "page_size"?: number
          "project_id": number
        }
        Returns: ListComplianceExports
      }
      "list_conflicts": {
        Args: {
          "after"?: string
          "page_size"?: number
        }
        Returns: ListConflicts
      }
      "list_digests": {
        Args: {
          "after"?: string
          "page_size"?: number
        }
        Returns: ListDigests
      }
      "list_dimensions": {
        Args: Record<PropertyKey, never>
        Returns: ListDimension[]
      }
      "list_duplicate_candidates": {
        Args: {
          "after"?: string
          "entity": string
          "page_size"?: number
        }
        Returns: ListDuplicateCandidates
      }
      "list_erasures": {
        Args: {
          "after"?: string
          "page_size"?: number
        }
        Returns: ListErasures
      }
      "list_events": {
        Args: {
          "after"?: string
          "page_size"?: number
          "topic"?: string
        }
        Returns: ListEvents
      }
      "list_feature_flags": {
        Args: {
          "after"?: string
          "page_size"?: number
        }
        Returns: ListFeatureFlags
      }
      "list_history": {
        Args: {
          "after"?: string
          "page_size"?: number
          "row_id": string
          "table_name": string
        }
        Returns: ListHistory
      }
      "list_holidays": {
        Args: {
          "after"?: string
          "code": string
          "page_size"?: number
          "year"?: number
        }
        Returns: ListHolidays
      }
      "list_invariants": {
        Args: Record<PropertyKey, never>
        Returns: ListInvariants
      }
      "list_job_queues": {
        Args: Record<PropertyKey, never>
        Returns: ListJobQueues
      }
      "list_locations": {
        Args: {
          "after"?: string
          "page_size"?: number
        }
        Returns: ListLocations
      }
      "list_lock_waits": {
        Args: Record<PropertyKey, never>
        Returns: ListLockWaits
      }
      "list_media": {
        Args: {
          "after"?: string
          "page_size"?: number
          "product_id": number
        }
        Returns: ListMedia
      }
      "list_media_versions": {
        Args: {
          "after"?: string
          "media_id": number
          "page_size"?: number
        }
        Returns: ListMediaVersions
      }
      "list_merges": {
        Args: {
          "after"?: string
          "entity": string
          "page_size"?: number
        }
        Returns: ListMerges
      }
      "list_notifications": {
        Args: {
          "after"?: string
          "page_size"?: number
        }
        Returns: ListNotifications
      }
      "list_operation_errors": {
        Args: {
          "after"?: string
          "operation_id": number
          "page_size"?: number
        }
        Returns: ListOperationErrors
      }
      "list_operations": {
        Args: {
          "after"?: string
          "page_size"?: number
        }
        Returns: ListOperations
      }
      "list_order_events": {
        Args: {
          "after"?: string
          "order_id": number
          "page_size"?: number
        }
        Returns: ListOrderEvents
      }
      "list_orders": {
        Args: {
          "after"?: string
          "page_size"?: number
          "status"?: string
        }
        Returns: ListOrders
      }
      "list_orphans": {
        Args: {
          "dimension": string
        }
        Returns: ListOrphans
      }
      "list_parcels": {
        Args: {
          "after"?: string
          "location"?: string
          "page_size"?: number
          "status"?: string
        }
        Returns: ListParcels
      }
      "list_price_lists": {
        Args: Record<PropertyKey, never>
        Returns: ListPriceLists
      }
      "list_products": {
        Args: {
          "after"?: string
          "category"?: string
          "page_size"?: number
          "search"?: string
          "status"?: string
        }
        Returns: ListProducts
      }
      "list_projects": {
        Args: {
          "after"?: string
          "page_size"?: number
          "search"?: string
          "status"?: string
        }
        Returns: ListProjects
      }
      "list_purchase_orders": {
        Args: {
          "after"?: string
          "page_size"?: number
          "status"?: string
        }
        Returns: ListPurchaseOrders
      }
      "list_quality_findings": {
        Args: {
          "after"?: string
          "page_size"?: number
          "rule"?: string
          "severity"?: string
        }
        Returns: ListQualityFindings
      }
      "list_rate_limits": {
        Args: {
          "page_size"?: number
        }
        Returns: ListRateLimits
      }
      "list_ready_tasks": {
        Args: {
          "after"?: string
          "page_size"?: number
          "project_id": number
        }
        Returns: ListReadyTasks
      }
      "list_reorder_proposals": {
        Args: {
          "after"?: string
          "page_size"?: number
          "status"?: string
        }
        Returns: ListReorderProposals
      }
      "list_reorder_rules": {
        Args: {
          "after"?: string
          "page_size"?: number
        }
        Returns: ListReorderRules
      }
      "list_reservations": {
        Args: {
          "after"?: string
          "page_size"?: number
        }
        Returns: ListReservations
      }
      "list_settings": {
        Args: {
          "after"?: string
          "page_size"?: number
        }
        Returns: ListSettings
      }
      "list_stock_movements": {
        Args: {
          "after"?: string
          "location"?: string
          "page_size"?: number
          "sku": string
        }
        Returns: ListStockMovements
      }
      "list_stock_takes": {
        Args: {
          "after"?: string
          "location"?: string
          "page_size"?: number
        }
        Returns: ListStockTakes
      }
      "list_suppliers": {
        Args: {
          "after"?: string
          "page_size"?: number
          "search"?: string
        }
        Returns: ListSuppliers
      }
      "list_sync_conflicts": {
        Args: {
          "after"?: string
          "page_size"?: number
          "source"?: string
        }
        Returns: ListSyncConflicts
      }
      "list_sync_origins": {
        Args: Record<PropertyKey, never>
        Returns: string[]
      }
      "list_sync_policies": {
        Args: {
          "source"?: string
        }
        Returns: ListSyncPolicies
      }
      "list_task_history": {
        Args: {
          "after"?: string
          "page_size"?: number
          "task_id": number
        }
        Returns: ListTaskHistory
      }
      "list_task_templates": {
        Args: {
          "after"?: string
          "page_size"?: number
          "project_id": number
        }
        Returns: ListTaskTemplates
      }
      "list_task_transitions": {
        Args: Record<PropertyKey, never>
        Returns: ListTaskTransitions
      }
      "list_tasks": {
        Args: {
          "after"?: string
          "due_until"?: string
          "page_size"?: number
          "project_id"?: number
          "status"?: string
          "supplier_id"?: number
        }
        Returns: ListTasks
      }
      "list_tax_rates": {
        Args: {
          "after"?: string
          "page_size"?: number
        }
        Returns: ListTaxRates
      }
      "list_transfers": {
        Args: {
          "after"?: string
          "location"?: string
          "page_size"?: number
        }
        Returns: ListTransfers
      }
      "list_validation_rules": {
        Args: {
          "after"?: string
          "entity"?: string
          "page_size"?: number
        }
        Returns: ListValidationRules
      }
      "list_vendors": {
        Args: {
          "after"?: string
          "page_size"?: number
        }
        Returns: ListVendors
      }
      "list_webhook_attempts": {
        Args: {
          "after"?: string
          "delivery_id": number
          "page_size"?: number
        }
        Returns: ListWebhookAttempts
      }
      "list_webhook_deliveries": {
        Args: {
          "after"?: string
          "page_size"?: number
          "status"?: string
          "webhook_id": string
        }
        Returns: ListWebhookDeliveries
      }
      "list_webhook_endpoints": {
        Args: {
          "after"?: string
          "page_size"?: number
        }
        Returns: ListWebhookEndpoints
      }
      "list_webhooks": {
        Args: Record<PropertyKey, never>
        Returns: ListWebhooks
      }
      "low_stock": {
        Args: {
          "location": string
        }
        Returns: LowStock[]
      }
      "mark_notifications_read": {
        Args: {
          "ids": (number)[]
        }
        Returns: MarkNotificationsRead
      }
      "merge_records": {
        Args: {
          "drop_ids": (number)[]
          "dry_run"?: boolean
          "entity": string
          "keep_id": number
        }
        Returns: MergeRecords
      }
      "metrics": {
        Args: Record<PropertyKey, never>
        Returns: string
      }
      "my_feature_flags": {
        Args: Record<PropertyKey, never>
        Returns: string[]
      }
      "next_feed_request": {
        Args: {
          "run_id": number
          "token": number
        }
        Returns: NextFeedRequest
      }
      "note_feed_error": {
        Args: {
          "detail": string
          "kind": string
          "run_id": number
          "token": number
        }
        Returns: undefined
      }
      "open_stock_take": {
        Args: {
          "location": string
        }
        Returns: GetStockTake
      }
      "order_as_of": {
        Args: {
          "at"?: string
          "order_id": number
          "version"?: number
        }
        Returns: GetOrder
      }
      "pack_order": {
        Args: {
          "expected_version"?: number
          "order_id": number
          "parcels"?: PackOrderParcelInput[] | null
        }
        Returns: PackOrder
      }
      "pause_queue": {
        Args: {
          "queue": string
          "reason"?: string
          "until"?: string
        }
        Returns: undefined
      }
      "pay_order": {
        Args: {
          "expected_version"?: number
          "idempotency_key"?: string
          "order_id": number
          "payment": PayOrderPaymentInput
        }
        Returns: PayOrder
      }
      "place_order": {
        Args: {
          "idempotency_key"?: string
          "lines": PlaceOrderLineInput[]
          "ship_to": PlaceOrderShipToInput
        }
        Returns: PlaceOrder
      }
      "preview_date_change": {
        Args: {
          "due_on": string
          "task_id": number
        }
        Returns: PreviewDateChange
      }
      "product_page": {
        Args: {
          "product_id": number
        }
        Returns: ProductPage
      }
      "progress_since": {
        Args: {
          "version"?: number
        }
        Returns: ProgressSince
      }
      "project_as_of": {
        Args: {
          "after"?: string
          "at": string
          "page_size"?: number
          "project_id": number
        }
        Returns: ProjectAsOf
      }
      "prove_audit_entry": {
        Args: {
          "entry_id": number
        }
        Returns: ProveAuditEntry
      }
      "prune_dimension": {
        Args: {
          "dry_run"?: boolean
          "name": string
        }
        Returns: PruneDimension
      }
      "publish_product": {
        Args: {
          "expected_version"?: number
          "product_id": number
        }
        Returns: GetProduct
      }
      "publishable_faults": {
        Args: {
          "product_id": number
        }
        Returns: ValidateRecord[]
      }
      "push_pms_changes": {
        Args: {
          "changes": PushPmsChangesChangeInput[]
        }
        Returns: PushPmsChange[]
      }
      "push_progress": {
        Args: {
          "items": PushProgressItemInput[]
        }
        Returns: PushProgress[]
      }
      "put_off_feed": {
        Args: {
          "run_id": number
          "seconds": number
          "token": number
        }
        Returns: string
      }
      "read_feed_secret": {
        Args: {
          "name": string
        }
        Returns: string | null
      }
      "rebuild_heats": {
        Args: Record<PropertyKey, never>
        Returns: RebuildHeats
      }
      "rebuild_orders": {
        Args: Record<PropertyKey, never>
        Returns: RebuildOrders
      }
      "receive_purchase": {
        Args: {
          "idempotency_key"?: string
          "is_last"?: boolean
          "lines": ReceivePurchaseLineInput[]
          "purchase_order_id": number
        }
        Returns: GetPurchaseOrder
      }
      "receive_transfer": {
        Args: {
          "idempotency_key"?: string
          "is_last"?: boolean
          "quantity": number
          "transfer_id": number
        }
        Returns: TransferStock
      }
      "receive_webhook": {
        Args: {
          "body": string
          "headers": Record<string, string>
          "source": string
        }
        Returns: ReceiveWebhook
      }
      "record_as_of": {
        Args: {
          "at": string
          "row_id": string
          "table_name": string
        }
        Returns: Record<string, Json> | null
      }
      "record_sales": {
        Args: {
          "idempotency_key"?: string
          "rows": RecordSalesRowInput[]
        }
        Returns: RecordSales
      }
      "refresh_homepage_cache": {
        Args: Record<PropertyKey, never>
        Returns: RefreshHomepageCache
      }
      "refund_order": {
        Args: {
          "amount_minor"?: number
          "expected_version"?: number
          "idempotency_key"?: string
          "order_id": number
          "reason"?: string
        }
        Returns: RefundOrder
      }
      "register_dimension": {
        Args: {
          "config": RegisterDimensionConfigInput
        }
        Returns: RegisterDimension
      }
      "register_media": {
        Args: {
          "idempotency_key"?: string
          "meta": RegisterMediaMetaInput
          "product_id": number
        }
        Returns: RegisterMedia
      }
      "register_webhook": {
        Args: {
          "description"?: string
          "event_types": (string)[]
          "url": string
        }
        Returns: RegisterWebhook
      }
      "reindex_search": {
        Args: Record<PropertyKey, never>
        Returns: ReindexSearch
      }
      "release_reservation": {
        Args: {
          "reservation_id": number
        }
        Returns: ReserveStock
      }
      "remove_supplier_from_project": {
        Args: {
          "project_id": number
          "supplier_id": number
        }
        Returns: RemoveSupplierFromProject
      }
      "replay_webhook": {
        Args: {
          "delivery_id": number
        }
        Returns: ReplayWebhook
      }
      "replay_webhooks_since": {
        Args: {
          "since": string
          "webhook_id": string
        }
        Returns: ReplayWebhooksSince
      }
      "report_canary": {
        Args: Record<PropertyKey, never>
        Returns: ReportCanary
      }
      "report_open_work": {
        Args: {
          "project_id": number
        }
        Returns: ReportOpenWork[]
      }
      "report_project_figures": {
        Args: {
          "project_id": number
        }
        Returns: ReportProjectFigure[]
      }
      "report_project_status": {
        Args: {
          "project_id": number
        }
        Returns: ReportProjectStatus
      }
      "report_requests": {
        Args: {
          "minutes"?: number
          "page_size"?: number
        }
        Returns: ReportRequests
      }
      "report_slow_statements": {
        Args: {
          "page_size"?: number
        }
        Returns: ReportSlowStatements
      }
      "report_supplier_performance": {
        Args: {
          "by"?: string
          "since": string
          "supplier_id"?: number
          "until": string
        }
        Returns: ReportSupplierPerformance[]
      }
      "report_vacuum": {
        Args: {
          "page_size"?: number
        }
        Returns: ReportVacuum
      }
      "resend_webhook_delivery": {
        Args: {
          "delivery_id": number
        }
        Returns: ResendWebhookDelivery
      }
      "reserve_stock": {
        Args: {
          "allow_partial"?: boolean
          "expires_in"?: string
          "idempotency_key"?: string
          "lines": ReserveStockLineInput[]
          "strategy"?: string
        }
        Returns: ReserveStock
      }
      "resolve_conflict": {
        Args: {
          "choice": string
          "conflict_id": number
        }
        Returns: ResolveConflict
      }
      "resolve_record": {
        Args: {
          "entity": string
          "id": number
        }
        Returns: ResolveRecord
      }
      "restore_product": {
        Args: {
          "product_id": number
        }
        Returns: GetProduct
      }
      "resume_queue": {
        Args: {
          "queue": string
        }
        Returns: undefined
      }
      "retry_job": {
        Args: {
          "id": number
        }
        Returns: "ready" | "waiting" | "dead"
      }
      "retry_purchase": {
        Args: {
          "purchase_order_id": number
        }
        Returns: GetPurchaseOrder
      }
      "return_order": {
        Args: {
          "expected_version"?: number
          "idempotency_key"?: string
          "lines": ReturnOrderLineInput[]
          "order_id": number
          "reason"?: string
        }
        Returns: ReturnOrder
      }
      "revert_change": {
        Args: {
          "entry_id": number
        }
        Returns: Record<string, Json> | null
      }
      "revoke_calendar_token": {
        Args: {
          "token_id": number
        }
        Returns: RevokeCalendarToken
      }
      "revoke_certificate": {
        Args: {
          "certificate_id": number
          "reason"?: string
        }
        Returns: AddCertificate
      }
      "revoke_token": {
        Args: {
          "expires_at": string
          "jti": string
        }
        Returns: undefined
      }
      "revoke_user_tokens": {
        Args: {
          "user_id": string
        }
        Returns: undefined
      }
      "rollback_dimension": {
        Args: {
          "name": string
          "version": number
        }
        Returns: RollbackDimension
      }
      "rotate_webhook_secret": {
        Args: {
          "id": string
        }
        Returns: RotateWebhookSecret
      }
      "run_persisted_query": {
        Args: {
          "id": string
          "variables"?: Record<string, Json> | null
        }
        Returns: RunPersistedQuery
      }
      "sales_summary": {
        Args: {
          "by": string
          "since": string
          "until": string
        }
        Returns: SalesSummary[]
      }
      "search_concerts": {
        Args: {
          "page_size"?: number
          "query": string
        }
        Returns: SearchConcerts
      }
      "search_jobs": {
        Args: {
          "after"?: string
          "kind"?: string
          "page_size"?: number
          "queue"?: string
          "state"?: string
        }
        Returns: SearchJobs
      }
      "search_webhook_deliveries": {
        Args: {
          "after"?: string
          "page_size"?: number
          "status"?: string
          "webhook_id"?: string
        }
        Returns: SearchWebhookDeliveries
      }
      "set_calendar": {
        Args: {
          "code": string
          "expected_version"?: number
          "name": string
          "workdays"?: (number)[]
        }
        Returns: ListCalendarsItem
      }
      "set_capability": {
        Args: {
          "code": string
          "is_certified"?: boolean
          "name": string
        }
        Returns: ListCapabilitiesItem
      }
      "set_contacts": {
        Args: {
          "contacts": SetContactsContactInput[]
          "expected_version"?: number
          "supplier_id": number
        }
        Returns: GetSupplier
      }
      "set_digest_preferences": {
        Args: {
          "hour"?: number
          "is_enabled"?: boolean
          "timezone"?: string
        }
        Returns: GetDigestPreferences
      }
      "set_feature_flag": {
        Args: {
          "expected_version"?: number
          "flag": SetFeatureFlagFlagInput
          "name": string
          "reason"?: string
        }
        Returns: ListFeatureFlagsItem
      }
      "set_holidays": {
        Args: {
          "code": string
          "expected_version"?: number
          "holidays": SetHolidaysHolidayInput[]
          "year": number
        }
        Returns: SetHolidays
      }
      "set_price": {
        Args: {
          "amount_minor": number
          "price_list": string
          "sale_amount_minor"?: number
          "sku": string
          "valid_from"?: string
          "valid_until"?: string
        }
        Returns: GetProductVariant
      }
      "set_progress_policy": {
        Args: {
          "policy": string
          "series_id": number
        }
        Returns: SetProgressPolicy
      }
      "set_project_managers": {
        Args: {
          "expected_version"?: number
          "project_id": number
          "user_ids": (string)[]
        }
        Returns: SetProjectManagers
      }
      "set_reorder_rule": {
        Args: {
          "expected_version"?: number
          "location": string
          "rule": SetReorderRuleRuleInput
          "sku": string
        }
        Returns: SetReorderRule
      }
      "set_stock_limits": {
        Args: {
          "backorder_limit"?: number
          "location": string
          "safety_stock"?: number
          "sku": string
        }
        Returns: AdjustStock
      }
      "set_supplier": {
        Args: {
          "code": string
          "expected_version"?: number
          "supplier": SetSupplierSupplierInput
        }
        Returns: GetSupplier
      }
      "set_supplier_capabilities": {
        Args: {
          "capabilities": SetSupplierCapabilitiesCapabilityInput[]
          "expected_version"?: number
          "supplier_id": number
        }
        Returns: GetSupplier
      }
      "set_supplier_users": {
        Args: {
          "expected_version"?: number
          "supplier_id": number
          "user_ids": (string)[]
        }
        Returns: SetSupplierUsers
      }
      "set_sync_policy": {
        Args: {
          "entity": string
          "field": string
          "policy": string
          "source": string
        }
        Returns: ListSyncPoliciesItem
      }
      "set_task_templates": {
        Args: {
          "dependencies"?: SetTaskTemplatesDependencyInput[]
          "expected_version"?: number
          "project_id": number
          "templates": SetTaskTemplatesTemplateInput[]
        }
        Returns: SetTaskTemplates
      }
      "set_tax_rate": {
        Args: {
          "country"?: string
          "rate_percent": number
          "tax_class": string
          "valid_from"?: string
          "valid_until"?: string
        }
        Returns: ListTaxRatesItem
      }
      "set_validation_rule": {
        Args: {
          "entity": string
          "name": string
          "rule": SetValidationRuleRuleInput | null
        }
        Returns: ListValidationRulesItem | null
      }
      "set_vendor": {
        Args: {
          "code": string
          "expected_version"?: number
          "vendor": SetVendorVendorInput
        }
        Returns: ListVendorsItem
      }
      "ship_order": {
        Args: {
          "expected_version"?: number
          "order_id": number
          "parcels"?: (number)[]
          "tracking"?: string
        }
        Returns: ShipOrder
      }
      "split_stock": {
        Args: {
          "buckets": number
          "location": string
          "sku": string
        }
        Returns: AdjustStock
      }
      "start_feed_run": {
        Args: {
          "feed": string
          "is_dry_run"?: boolean
          "is_full"?: boolean
          "lease_seconds"?: number
        }
        Returns: StartFeedRun
      }
      "stock_ageing": {
        Args: {
          "by": string
        }
        Returns: StockAgeing[]
      }
      "stock_as_of": {
        Args: {
          "at": string
          "sku": string
        }
        Returns: StockAsOf
      }
      "submit_stock_take": {
        Args: {
          "stock_take_id": number
        }
        Returns: GetStockTake
      }
      "sync_status": {
        Args: {
          "source"?: string
        }
        Returns: SyncStatus
      }
      "take_feed_page": {
        Args: {
          "body"?: string
          "etag"?: string
          "last_modified"?: string
          "request": NextFeedRequestRequest
          "run_id": number
          "status": number
          "token": number
        }
        Returns: TakeFeedPage
      }
      "toggle_dimension": {
        Args: {
          "enabled": boolean
          "keep_values"?: boolean
          "name": string
          "reason": string
        }
        Returns: ToggleDimension
      }
      "top_movers": {
        Args: {
          "since": string
          "until": string
        }
        Returns: TopMover[]
      }
      "transfer_stock": {
        Args: {
          "from_location": string
          "idempotency_key"?: string
          "quantity": number
          "reference"?: string
          "sku": string
          "to_location": string
        }
        Returns: TransferStock
      }
      "undo_merge": {
        Args: {
          "merge_id": number
        }
        Returns: UndoMerge
      }
      "unpublish_product": {
        Args: {
          "expected_version"?: number
          "product_id": number
        }
        Returns: GetProduct
      }
      "update_location": {
        Args: {
          "city"?: string
          "expected_version"?: number
          "has_full_range"?: boolean
          "is_active"?: boolean
          "kind"?: string
          "location": string
          "name"?: string
          "pick_position"?: number
        }
        Returns: ListLocationsItem
      }
      "update_media": {
        Args: {
          "expected_version": number
          "media_id": number
          "patch": UpdateMediaPatchInput
        }
        Returns: UpdateMedia
      }
      "update_product": {
        Args: {
          "expected_version": number
          "patch": UpdateProductPatchInput
          "product_id": number
        }
        Returns: GetProduct
      }
      "update_project": {
        Args: {
          "expected_version"?: number
          "patch": UpdateProjectPatchInput
          "project_id": number
        }
        Returns: CreateProject
      }
      "update_task_due": {
        Args: {
          "cause"?: string
          "due_on": string
          "expected_version"?: number
          "move_successors"?: boolean
          "reason": string
          "task_id": number
        }
        Returns: UpdateTaskDue
      }
      "update_task_status": {
        Args: {
          "expected_version"?: number
          "force"?: boolean
          "note"?: string
          "status": string
          "task_id": number
        }
        Returns: ListTasksItem
      }
      "update_webhook": {
        Args: {
          "description"?: string
          "enabled"?: boolean
          "event_types"?: (string)[]
          "id": string
          "max_concurrency"?: number
          "max_per_second"?: number
          "url"?: string
        }
        Returns: ListWebhooksItem
      }
      "validate_record": {
        Args: {
          "entity": string
          "record": Record<string, Json>
        }
        Returns: ValidateRecord[]
      }
      "validate_task_change": {
        Args: {
          "change": ValidateTaskChangeChangeInput
          "task_id": number
        }
        Returns: ValidateTaskChange[]
      }
      "withdraw_vote": {
        Args: {
          "setlist_song_id": number
        }
        Returns: CastVote
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

// The objects that RPCs take (…Input) and return, from the comments on their bodies.

export type ActivateMediaVersion = {
  media_id: number;
  version: number;
  replaced_version: number | null;
};

export type AddCertificate = {
  id: number;
  supplier_id: number;
  capability: string;
  number: string;
  valid_from_on: string;
  valid_until_on: string;
  revoked_at: string | null;
};

export type AddSupplierToProject = {
  supplier_project_id: number;
  tasks: number;
  due_on: string | null;
};

export type AdjustStock = {
  sku: string;
  location: string;
  on_hand: number;
  reserved: number;
  available: number;
  damaged: number;
  in_transit: number;
  safety_stock: number;
  backorder_limit: number;
};

export type AdmitSyncCall = {
  feed: string;
  is_full: boolean;
  waits: boolean;
  seconds: number;
};

export type ApproveReorder = {
  proposal_id: number;
  status: "approved";
  quantity: number;
  purchase_order_id: number;
};

export type ListTasksItem = {
  task_id: number;
  project_id: number;
  supplier_id: number;
  supplier_project_id: number;
  code: string;
  title: string;
  phase: string | null;
  status: "planned" | "in_progress" | "waiting" | "blocked" | "submitted" | "done" | "cancelled";
  start_on: string;
  planned_due_on: string;
  due_on: string;
  owner_id: string | null;
  started_at: string | null;
  finished_at: string | null;
  paused_at: string | null;
  paused_days: number;
  version: number;
  changed_at: string;
};

export type BulkUpdateDueDatesFilterInput = {
  supplier_id?: number | null;
  status?: "planned" | "in_progress" | "waiting" | "blocked" | "submitted" | "done" | "cancelled" | null;
  phase?: string | null;
  due_from?: string | null;
  due_until?: string | null;
  task_ids?: number[] | null;
};

export type BulkUpdateDueDates = {
  items: BulkUpdateDueDatesItem[];
  next: string | null;
  dry_run: boolean;
  total: number;
  operation_id: number | null;
};

export type BulkUpdateDueDatesItem = {
  task_id: number;
  code: string | null;
  supplier_id: number | null;
  before: BulkUpdateDueDatesItemBefore | null;
  after: BulkUpdateDueDatesItemAfter | null;
  errors: ValidateTaskChange[];
};

export type BulkUpdateDueDatesItemBefore = {
  start_on: string;
  due_on: string;
  version: number;
};

export type BulkUpdateDueDatesItemAfter = {
  start_on: string;
  due_on: string;
  version: number;
};

export type ValidateTaskChange = {
  field: string;
  code: string;
  message: string;
  severity: "error";
};

export type BulkUpdateStatus = {
  items: BulkUpdateStatusItem[];
  next: string | null;
  dry_run: boolean;
  total: number;
  operation_id: number | null;
};

export type BulkUpdateStatusItem = {
  task_id: number;
  code: string | null;
  supplier_id: number | null;
  before: BulkUpdateStatusItemBefore | null;
  after: BulkUpdateStatusItemAfter | null;
  errors: ValidateTaskChange[];
};

export type BulkUpdateStatusItemBefore = {
  status: "planned" | "in_progress" | "waiting" | "blocked" | "submitted" | "done" | "cancelled";
  started_at: string | null;
  finished_at: string | null;
  paused_at: string | null;
  paused_days: number;
  version: number;
};

export type BulkUpdateStatusItemAfter = {
  status: "planned" | "in_progress" | "waiting" | "blocked" | "submitted" | "done" | "cancelled";
  started_at: string | null;
  finished_at: string | null;
  paused_at: string | null;
  paused_days: number;
  version: number;
};

export type GetOperation = {
  id: number;
  kind: string;
  status: "queued" | "running" | "succeeded" | "partial" | "failed" | "cancelled";
  total: number;
  done: number;
  failed: number;
  skipped: number;
  progress: number;
  cancel_requested: boolean;
  created_at: string;
  started_at: string | null;
  progressed_at: string;
  finished_at: string | null;
};

export type CancelOrder = {
  order_id: number;
  version: number;
  status: "cancelled";
};

export type GetPurchaseOrder = {
  id: number;
  vendor: string;
  location: string;
  status: "draft" | "sent" | "acknowledged" | "failed" | "received" | "cancelled";
  currency: string;
  total_minor: number;
  vendor_reference: string | null;
  fault: string | null;
  is_short: boolean;
  created_by: string | null;
  created_at: string;
  sent_at: string | null;
  acknowledged_at: string | null;
  closed_at: string | null;
  closed_reason: string | null;
  lines: GetPurchaseOrderLine[];
};

export type GetPurchaseOrderLine = {
  line: number;
  sku: string;
  quantity: number;
  received: number;
  is_over: boolean;
  unit_cost_minor: number;
};

export type CastVote = {
  setlist_song_id: number;
  votes: number;
};

export type ListSettingsItem = {
  name: string;
  default_value: Json;
  value: Json | null;
  description: string;
  is_changeable: boolean;
  value_schema: Json | null;
};

export type ChangesSince = {
  events: ChangesSinceEvent[];
  next: string;
  has_more: boolean;
};

export type ChangesSinceEvent = {
  id: number;
  topic: string;
  type: string;
  entity_id: string | null;
  payload: Record<string, Json>;
  at: string;
};

export type CheckInvariant = {
  name: string;
  status: "holds" | "violated" | "unknown";
  violations: number | null;
  rows: Json[];
  fault: string | null;
  took_ms: number;
};

export type CompleteMediaUpload = {
  media_id: number;
  version: number;
  status: "pending" | "ready" | "refused";
  job_id: number | null;
};

export type ReserveStock = {
  reservation_id: number;
  status: "open" | "confirmed" | "released" | "expired" | "shipped";
  expires_at: string;
  lines: ReserveStockLine[];
};

export type ReserveStockLine = {
  sku: string;
  location: string;
  quantity: number;
};

export type CountStockCountInput = {
  sku: string;
  counted: number;
};

export type GetStockTake = {
  stock_take_id: number;
  location: string;
  status: "counting" | "submitted" | "approved" | "rejected";
  opened_at: string;
  submitted_by: string | null;
  decided_by: string | null;
  reason: string | null;
  lines: GetStockTakeLine[];
};

export type GetStockTakeLine = {
  sku: string;
  counted: number;
  expected: number;
  correction: number;
  counted_at: string;
};

export type CreateCalendarToken = {
  token_id: number;
  name: string;
  token: string;
  path: string;
  created_at: string;
};

export type ListLocationsItem = {
  code: string;
  name: string;
  kind: "store" | "warehouse";
  city: string | null;
  position: number;
  is_active: boolean;
  has_full_range: boolean;
  version: number;
};

export type CreateProductProductInput = {
  title: string;
  description?: string | null;
  category?: string | null;
  brand?: string | null;
  tax_class?: string | null;
  attributes?: Record<string, Json> | null;
  starts_at?: string | null;
  ends_at?: string | null;
  variants?: CreateProductProductVariantInput[];
  sku?: string;
  options?: Record<string, Json> | null;
  barcode?: string | null;
  unit?: "piece" | "gram" | "millilitre" | "millimetre" | null;
  weight_grams?: number | null;
  length_mm?: number | null;
  width_mm?: number | null;
  height_mm?: number | null;
  price_minor?: number | null;
  sale_price_minor?: number | null;
  prices?: CreateProductProductPriceInput[] | null;
  components?: CreateProductProductComponentInput[] | null;
};

export type CreateProductProductVariantInput = {
  sku: string;
  options?: Record<string, Json> | null;
  barcode?: string | null;
  unit?: "piece" | "gram" | "millilitre" | "millimetre" | null;
  weight_grams?: number | null;
  length_mm?: number | null;
  width_mm?: number | null;
  height_mm?: number | null;
  price_minor?: number | null;
  sale_price_minor?: number | null;
  prices?: CreateProductProductVariantPriceInput[] | null;
  components?: CreateProductProductVariantComponentInput[] | null;
};

export type CreateProductProductVariantPriceInput = {
  price_list: string;
  amount_minor: number;
  sale_amount_minor?: number | null;
  valid_from?: string | null;
  valid_until?: string | null;
};

export type CreateProductProductVariantComponentInput = {
  sku: string;
  quantity: number;
};

export type CreateProductProductPriceInput = {
  price_list: string;
  amount_minor: number;
  sale_amount_minor?: number | null;
  valid_from?: string | null;
  valid_until?: string | null;
};

export type CreateProductProductComponentInput = {
  sku: string;
  quantity: number;
};

export type GetProduct = {
  id: number;
  title: string;
  description: string;
  category: string | null;
  brand: string | null;
  tax_class: string;
  attributes: Record<string, Json>;
  status: "draft" | "published" | "archived";
  starts_at: string | null;
  ends_at: string | null;
  published_at: string | null;
  deleted_at: string | null;
  version: number;
  created_at: string;
  updated_at: string;
  variants: GetProductVariant[];
};

export type GetProductVariant = {
  id: number;
  sku: string;
  options: Record<string, Json>;
  barcode: string | null;
  unit: "piece" | "gram" | "millilitre" | "millimetre";
  weight_grams: number | null;
  length_mm: number | null;
  width_mm: number | null;
  height_mm: number | null;
  is_bundle: boolean;
  version: number;
  price_minor: number | null;
  sale_price_minor: number | null;
  prices: GetProductVariantPrice[];
  components: GetProductVariantComponent[];
};

export type GetProductVariantPrice = {
  price_list: string;
  currency: string;
  amount_minor: number;
  sale_amount_minor: number | null;
  valid_from: string | null;
  valid_until: string | null;
};

export type GetProductVariantComponent = {
  sku: string;
  quantity: number;
};

export type CreateProject = {
  id: number;
  code: string;
  name: string;
  status: "active" | "closed";
  calendar: string;
  timezone: string;
  starts_on: string;
  metadata: Record<string, Json>;
  version: number;
  created_at: string;
  updated_at: string;
  managers: string[];
};

export type CriticalPath = {
  project_id: number;
  today: string;
  suppliers: CriticalPathSupplier[];
  tasks?: CriticalPathTask[];
};

export type CriticalPathSupplier = {
  supplier_project_id: number;
  supplier_id: number;
  open_tasks: number;
  promised_end_on: string;
  due_end_on: string;
  forecast_end_on: string;
  slack_days: number;
  delay_days: number;
  length_days: number;
  path: CriticalPathSupplierPath[];
};

export type CriticalPathSupplierPath = {
  task_id: number;
  code: string;
  status: "planned" | "in_progress" | "waiting" | "blocked" | "submitted" | "done" | "cancelled";
  start_on: string;
  end_on: string;
  planned_due_on: string;
  due_on: string;
  slack_days: number | null;
  added_days: number;
  why: "ended_late" | "blocked" | "waiting" | "submitted" | "overdue" | "moved" | "not_started" | "pauses" | null;
};

export type CriticalPathTask = {
  task_id: number;
  code: string;
  status: "planned" | "in_progress" | "waiting" | "blocked" | "submitted" | "done" | "cancelled";
  start_on: string;
  end_on: string;
  slack_days: number | null;
};

export type DecideDuplicate = {
  candidate_id: number;
  decision: "merge" | "distinct";
  merge: MergeRecords | null;
};

export type MergeRecords = {
  merge_id: number | null;
  entity: "artist" | "venue" | "show" | "song";
  keep_id: number;
  drop_ids: number[];
  tables: MergeRecordsTable[];
  redirects: MergeRecordsRedirect[];
  history: Record<string, number>;
};

export type MergeRecordsTable = {
  table_name: string;
  changed: number;
  dropped: number;
  added: number;
};

export type MergeRecordsRedirect = {
  entity: "artist" | "venue" | "show" | "song" | "setlist" | "setlist_song";
  from_id: number;
  to_id: number;
};

export type DeleteMedia = {
  media_id: number;
  product_id: number;
};

export type ShipOrder = {
  order_id: number;
  version: number;
  status: "placed" | "paid" | "packed" | "shipped" | "delivered" | "cancelled" | "returned" | "refunded";
  parcels: number[];
};

export type DiscoverDimension = {
  column: string;
  path: string[] | null;
  type: string;
  distinct: number;
  null_share: number | null;
  samples: string[];
  parent: DiscoverDimensionParent | null;
  score: number;
  reason: string;
  registered_as: string | null;
};

export type DiscoverDimensionParent = {
  column: string;
  path: string[] | null;
};

export type DismissReorder = {
  proposal_id: number;
  status: "dismissed";
};

export type GetErasure = {
  id: number;
  person_kind: string;
  person_sha256: string;
  reason: string;
  is_dry_run: boolean;
  status: "pending" | "done" | "refused";
  erased: Record<string, number> | null;
  detail: string | null;
  requested_at: string;
  requested_by: string | null;
  finished_at: string | null;
};

export type GetComplianceExport = {
  id: number;
  project_id: number;
  since: string;
  until: string;
  status: "pending" | "ready" | "expired";
  bytes: number | null;
  sha256: string | null;
  manifest: GetComplianceExportManifest | null;
  download: GetComplianceExportDownload | null;
  requested_at: string;
  requested_by: string | null;
  finished_at: string | null;
  expires_at: string | null;
};

export type GetComplianceExportManifest = {
  format: string;
  v: number;
  project: GetComplianceExportManifestProject;
  since: string;
  until: string;
  requested_at: string;
  entries: number;
  head: GetComplianceExportManifestHead | null;
  files: GetComplianceExportManifestFile[];
};

export type GetComplianceExportManifestProject = {
  id: number;
  code: string;
  name: string;
};

export type GetComplianceExportManifestHead = {
  seal_id: number;
  chain: string;
};

export type GetComplianceExportManifestFile = {
  name: string;
  rows: number;
  bytes: number;
  sha256: string;
};

export type GetComplianceExportDownload = {
  url: string;
  expires_at: string;
};

export type FeedStatus = {
  items: FeedStatusItem[];
};

export type FeedStatusItem = {
  feed: string;
  connected_at: string | null;
  last_success_at: string | null;
  lag_seconds: number | null;
  last_run: FeedStatusItemLastRun | null;
  budget_left: number | null;
  paused_until_at: string | null;
  errors: Record<string, number>;
  next_run_at: string | null;
};

export type FeedStatusItemLastRun = {
  run_id: number;
  kind: "full" | "incremental";
  is_dry_run: boolean;
  status: "running" | "paused" | "succeeded" | "interrupted";
  started_at: string;
  finished_at: string | null;
  counts: Record<string, number>;
  notes: string[];
  fault: string | null;
};

export type FilterOptions = {
  dimensions: Record<string, FilterOptionsDimension>;
  price: FilterOptionsPrice;
  basket_size: FilterOptionsBasketSize;
  transactions: number;
  baskets: number;
  version: number;
};

export type FilterOptionsDimension = {
  items: FilterValuesItem[];
  total: number | null;
  truncated: boolean;
};

export type FilterValuesItem = {
  value: string;
  label: string;
  count: number;
};

export type FilterOptionsPrice = {
  min: number | null;
  max: number | null;
};

export type FilterOptionsBasketSize = {
  min: number | null;
  max: number | null;
};

export type FilterRange = {
  min: number | null;
  max: number | null;
  count: number;
  buckets: FilterRangeBucket[];
};

export type FilterRangeBucket = {
  from: number | null;
  to: number | null;
  count: number;
};

export type FilterValues = {
  dimension: string;
  items: FilterValuesItem[];
  next: string | null;
  total: number;
  version: number;
};

export type FindDuplicates = {
  items: FindDuplicatesItem[];
  next: string | null;
};

export type FindDuplicatesItem = {
  left_id: number;
  right_id: number;
  score: number;
  features: Record<string, FindDuplicatesItemFeature>;
};

export type FindDuplicatesItemFeature = {
  left: string | null;
  right: string | null;
  weight: number;
  similarity: number;
  factor: number;
};

export type GetDigest = {
  digest_id: number;
  digest_on: string;
  timezone: string;
  counts: ListDigestsItemCounts;
  tasks: GetDigestTasks;
  made_at: string;
};

export type ListDigestsItemCounts = {
  due_soon: number;
  overdue: number;
  blocked: number;
  assigned: number;
};

export type GetDigestTasks = {
  due_soon: GetDigestTasksDueSoon[];
  overdue: GetDigestTasksDueSoon[];
  blocked: GetDigestTasksDueSoon[];
  assigned: GetDigestTasksDueSoon[];
};

export type GetDigestTasksDueSoon = {
  task_id: number;
  project_id: number;
  code: string;
  title: string;
  status: "planned" | "in_progress" | "waiting" | "blocked" | "submitted" | "done" | "cancelled";
  due_on: string;
};

export type GetDigestPreferences = {
  is_enabled: boolean;
  hour: number;
  timezone: string;
  is_default: boolean;
};

export type GetJob = {
  job: Record<string, Json>;
  kind: GetJobKind | null;
  why: GetJobWhy[];
};

export type GetJobKind = {
  handler: string;
  description: string;
  provider: string | null;
};

export type GetJobWhy = {
  rule: string;
  detail: string;
};

export type GetOrder = {
  id: number;
  version: number;
  status: "placed" | "paid" | "packed" | "shipped" | "delivered" | "cancelled" | "returned" | "refunded";
  user_id: string;
  currency: string;
  ship_to: GetOrderShipTo;
  reservation_id: number;
  lines: GetOrderLine[];
  parcels: Record<string, GetOrderParcel>;
  returned: Record<string, number>;
  subtotal_minor: number;
  discount_minor: number;
  tax_minor: number;
  total_minor: number;
  paid_minor: number;
  refunded_minor: number;
  placed_at: string;
  payment_due_at: string;
  paid_at?: string;
  payment?: GetOrderPayment;
  cancelled_at?: string;
  cancel_reason?: string | null;
  changed_at: string;
};

export type GetOrderShipTo = {
  name: string;
  street: string;
  city: string;
  country: string;
  postal_code?: string;
  region?: string;
  phone?: string;
};

export type GetOrderLine = {
  line: number;
  variant_id: number;
  sku: string;
  title: string;
  quantity: number;
  unit_price_minor: number;
  discount_minor: number;
  tax_rate: number;
  has_tax_included: boolean;
  tax_minor: number;
  total_minor: number;
  components?: Record<string, number>;
};

export type GetOrderParcel = {
  location_id: number;
  location: string;
  status: "waiting" | "open" | "packed" | "shipped" | "delivered" | "cancelled";
  pieces: Record<string, number>;
  packed_at?: string;
  shipped_at?: string;
  delivered_at?: string;
  tracking?: string | null;
};

export type GetOrderPayment = {
  currency?: string;
  method?: string;
  reference?: string;
};

export type GetProject = {
  id: number;
  code: string;
  name: string;
  status: "active" | "closed";
  calendar: string;
  timezone: string;
  starts_on: string;
  metadata: Record<string, Json>;
  version: number;
  created_at: string;
  updated_at: string;
  managers?: string[];
};

export type GetSetlist = {
  setlist_id: number;
  kind: "wished" | "played";
  source_url: string | null;
  show_id: number;
  show_on: string;
  status: "scheduled" | "postponed" | "rescheduled" | "cancelled";
  closes_at: string;
  is_open: boolean;
  artist: string;
  venue: string | null;
  songs: GetSetlistSong[];
};

export type GetSetlistSong = {
  place: number;
  setlist_song_id: number;
  title: string;
  cover_of: string | null;
  encore: number;
  is_tape: boolean;
  info: string | null;
  votes: number;
  is_mine: boolean;
};

export type GetStock = {
  sku: string;
  unit: "piece" | "gram" | "millilitre" | "millimetre";
  available: number;
  on_hand?: number;
  reserved?: number;
  in_transit?: number;
  locations: GetStockLocation[];
};

export type GetStockLocation = {
  location: string;
  available: number;
  on_hand?: number;
  reserved?: number;
  damaged?: number;
  in_transit?: number;
  safety_stock?: number;
  backorder_limit?: number;
};

export type GetSupplier = {
  id: number;
  code: string;
  name: string;
  country: string | null;
  calendar: string | null;
  is_active: boolean;
  metadata: Record<string, Json>;
  version: number;
  created_at: string;
  updated_at: string;
  users: string[];
  contacts: GetSupplierContact[];
  capabilities: GetSupplierCapability[];
};

export type GetSupplierContact = {
  name: string;
  email: string | null;
  phone: string | null;
  duty: string | null;
};

export type GetSupplierCapability = {
  capability: string;
  valid_from_on: string;
  valid_until_on: string | null;
};

export type GetTask = {
  task_id: number;
  project_id: number;
  supplier_id: number;
  supplier_project_id: number;
  code: string;
  title: string;
  phase: string | null;
  status: "planned" | "in_progress" | "waiting" | "blocked" | "submitted" | "done" | "cancelled";
  start_on: string;
  planned_due_on: string;
  due_on: string;
  owner_id: string | null;
  started_at: string | null;
  finished_at: string | null;
  paused_at: string | null;
  paused_days: number;
  version: number;
  changed_at: string;
  after: GetTaskAfter[];
};

export type GetTaskAfter = {
  task_id: number;
  code: string;
  status: "planned" | "in_progress" | "waiting" | "blocked" | "submitted" | "done" | "cancelled";
  lag_days: number;
  free_on: string | null;
};

export type GetTopShows = {
  items: GetTopShowsItem[];
};

export type GetTopShowsItem = {
  show_id: number;
  artist: string;
  venue: string | null;
  show_on: string;
  votes: number;
  score: number;
};

export type GetTrendingArtists = {
  items: GetTrendingArtistsItem[];
};

export type GetTrendingArtistsItem = {
  artist_id: number;
  name: string;
  score: number;
  votes: number;
  next_show_on: string | null;
  previous_place: number | null;
};

export type Health = {
  status: "ok" | "degraded" | "down";
  checks: HealthCheck[];
};

export type HealthCheck = {
  name: string;
  status: "ok" | "warn" | "fail";
  value: number | null;
  unit: string;
  detail: string | null;
};

export type HealthCache = {
  status: "ok" | "degraded";
  checks: HealthCacheCheck[];
};

export type HealthCacheCheck = {
  name: string;
  status: "ok" | "degraded";
  value: number | null;
  unit: "percent" | "seconds";
  detail: string;
};

export type IngestTransactionsRowInput = {
  basket: string;
  store: string;
  product: string;
  price: number;
  quantity: number;
  sold_at: string;
  key?: string | null;
  brand?: string | null;
  brand_mark?: string | null;
  department?: string | null;
  category?: string | null;
  city_code?: string | null;
  store_class?: string | null;
};

export type IngestTransactions = {
  inserted: number;
  updated: number;
  unknown_city_codes?: Record<string, number>;
};

export type InventoryTurnover = {
  key: string | null;
  name: string | null;
  sold_quantity: number;
  opening_quantity: number;
  closing_quantity: number;
  turnover: number | null;
  as_of: string;
};

export type JoinShow = {
  show_id: number;
  viewers: number;
  again_in_seconds: number;
};

export type LeaveShow = {
  show_id: number | null;
  viewers: number;
};

export type ListAccessLog = {
  items: ListAccessLogItem[];
  next: string | null;
};

export type ListAccessLogItem = {
  id: number;
  logged_at: string;
  actor_id: string | null;
  role: string;
  address: string | null;
  request_id: string | null;
  thing: string;
  thing_id: string;
  reason: string | null;
};

export type ListAlerts = {
  items: ListAlertsItem[];
  next: string | null;
};

export type ListAlertsItem = {
  id: number;
  check_name: string;
  status: "warn" | "fail";
  value: number | null;
  unit: string;
  detail: string;
  opened_at: string;
  seen_at: string;
  cleared_at: string | null;
};

export type ListCalendarTokens = {
  items: ListCalendarTokensItem[];
  next: string | null;
};

export type ListCalendarTokensItem = {
  token_id: number;
  name: string;
  created_at: string;
  revoked_at: string | null;
};

export type ListCalendars = {
  items: ListCalendarsItem[];
  next: string | null;
};

export type ListCalendarsItem = {
  code: string;
  name: string;
  workdays: number[];
  holidays: number;
  version: number;
  updated_at: string;
};

export type ListCapabilities = {
  items: ListCapabilitiesItem[];
  next: string | null;
};

export type ListCapabilitiesItem = {
  code: string;
  name: string;
  is_certified: boolean;
};

export type ListCertificates = {
  items: AddCertificate[];
  next: string | null;
};

export type ListComplianceExports = {
  items: ListComplianceExportsItem[];
  next: string | null;
};

export type ListComplianceExportsItem = {
  id: number;
  project_id: number;
  since: string;
  until: string;
  status: "pending" | "ready" | "expired";
  bytes: number | null;
  sha256: string | null;
  download: GetComplianceExportDownload | null;
  requested_at: string;
  requested_by: string | null;
  finished_at: string | null;
  expires_at: string | null;
};

export type ListConflicts = {
  items: ListConflictsItem[];
  next: string | null;
};

export type ListConflictsItem = {
  series_id: number;
  device_id: string;
  edited_at: string;
  policy: string;
  edit: Record<string, Json>;
  stored: Record<string, Json>;
  winner: "edit" | "stored";
  found_at: string;
};

export type ListDigests = {
  items: ListDigestsItem[];
  next: string | null;
};

export type ListDigestsItem = {
  digest_id: number;
  digest_on: string;
  timezone: string;
  counts: ListDigestsItemCounts;
  made_at: string;
};

export type ListDimension = {
  name: string;
  label: string;
  labels: Record<string, string>;
  parent: string | null;
  position: number;
  enabled: boolean;
  version: number;
  total: number;
  source: string;
  column: string;
  path: string[] | null;
  state: "off" | "filling" | "live";
  roles: string[] | null;
  counted_by: "cells" | "counters";
};

export type ListDuplicateCandidates = {
  items: ListDuplicateCandidatesItem[];
  next: string | null;
};

export type ListDuplicateCandidatesItem = {
  candidate_id: number;
  entity: "artist" | "venue" | "show" | "song";
  left_id: number;
  right_id: number;
  score: number;
  features: Record<string, FindDuplicatesItemFeature>;
  found_at: string;
};

export type ListErasures = {
  items: GetErasure[];
  next: string | null;
};

export type ListEvents = {
  items: ListEventsItem[];
  next: string | null;
};

export type ListEventsItem = {
  id: number;
  xid: string;
  at: string;
  topic: string;
  type: string;
  entity_id: string | null;
  actor_id: string | null;
  payload: Json | null;
  is_readable: boolean;
};

export type ListFeatureFlags = {
  items: ListFeatureFlagsItem[];
  next: string | null;
};

export type ListFeatureFlagsItem = {
  name: string;
  description: string;
  is_enabled: boolean;
  share_percent: number;
  roles: string[];
  version: number;
  created_at: string;
  updated_at: string;
  user_ids: string[];
};

export type ListHistory = {
  items: ListHistoryItem[];
  next: string | null;
};

export type ListHistoryItem = {
  id: number;
  xid: number;
  changed_at: string;
  table_name: string;
  row_id: string;
  operation: "insert" | "update" | "delete";
  old_values: Record<string, Json> | null;
  actor_id: string | null;
  role: string;
  request_id: string | null;
  reason: string | null;
  erased: Record<string, ListHistoryItemErased> | null;
};

export type ListHistoryItemErased = {
  sha256: string;
  erasure_id: number;
};

export type ListHolidays = {
  items: ListHolidaysItem[];
  next: string | null;
};

export type ListHolidaysItem = {
  holiday_on: string;
  name: string;
};

export type ListInvariants = {
  items: ListInvariantsItem[];
  next: null;
};

export type ListInvariantsItem = {
  name: string;
  module: string;
  severity: "error" | "warning";
  repair: string;
};

export type ListJobQueues = {
  items: ListJobQueuesItem[];
  next: null;
  most: number;
};

export type ListJobQueuesItem = {
  name: string;
  description: string;
  paused_until: string | null;
  paused_reason: string | null;
  ready: number | null;
  running: number | null;
  waiting: number | null;
  dead: number | null;
  oldest_ready_at: string | null;
};

export type ListLocations = {
  items: ListLocationsItem[];
  next: string | null;
};

export type ListLockWaits = {
  items: ListLockWaitsItem[];
  next: null;
};

export type ListLockWaitsItem = {
  pid: number;
  role: string | null;
  application: string | null;
  mode: string;
  locked: string;
  seconds: number;
  statement: string | null;
  blocked_by: ListLockWaitsItemBlockedBy[];
};

export type ListLockWaitsItemBlockedBy = {
  pid: number;
  role: string | null;
  application: string | null;
  state: string | null;
  statement: string | null;
};

export type ListMedia = {
  items: ListMediaItem[];
  next: string | null;
};

export type ListMediaItem = {
  media_id: number;
  sku: string | null;
  position: number;
  alt_text: string;
  version: number;
  image: ListMediaItemImage | null;
};

export type ListMediaItemImage = {
  version: number;
  content_type: string;
  width: number;
  height: number;
  dominant_colour: string;
  url: string;
  renditions: ListMediaVersionsItemRendition[];
};

export type ListMediaVersionsItemRendition = {
  name: "thumb" | "card" | "full";
  format: "webp" | "avif";
  width: number;
  height: number;
  bytes: number;
  url: string;
};

export type ListMediaVersions = {
  items: ListMediaVersionsItem[];
  next: string | null;
};

export type ListMediaVersionsItem = {
  media_id: number;
  version: number;
  status: "pending" | "ready" | "refused";
  is_active: boolean;
  fault: string | null;
  fault_detail: string | null;
  hint: string | null;
  upload_key: string;
  upload: ListMediaVersionsItemUpload | null;
  content_type: string | null;
  bytes: number | null;
  sha256: string | null;
  width: number | null;
  height: number | null;
  orientation: number | null;
  dominant_colour: string | null;
  url: string | null;
  renditions: ListMediaVersionsItemRendition[];
  registered_at: string;
  decided_at: string | null;
};

export type ListMediaVersionsItemUpload = {
  method: string;
  url: string;
  headers: Record<string, string>;
  fields: Record<string, string>;
  expires_at: string;
};

export type ListMerges = {
  items: ListMergesItem[];
  next: string | null;
};

export type ListMergesItem = {
  merge_id: number;
  entity: "artist" | "venue" | "show" | "song";
  keep_id: number;
  drop_ids: number[];
  score: number | null;
  made_by: string | null;
  made_at: string;
  undone_by: string | null;
  undone_at: string | null;
};

export type ListNotifications = {
  items: ListNotificationsItem[];
  next: string | null;
  unread: number;
};

export type ListNotificationsItem = {
  id: number;
  kind: string;
  payload: Json;
  created_at: string;
  read_at: string | null;
};

export type ListOperationErrors = {
  items: ListOperationErrorsItem[];
  next: string | null;
};

export type ListOperationErrorsItem = {
  item_number: number;
  item: Json;
  code: string;
  message: string;
  detail: string;
  hint: string;
};

export type ListOperations = {
  items: ListOperationsItem[];
  next: string | null;
};

export type ListOperationsItem = {
  id: number;
  kind: string;
  status: "queued" | "running" | "succeeded" | "partial" | "failed" | "cancelled";
  total: number;
  done: number;
  failed: number;
  skipped: number;
  progress: number;
  cancel_requested: boolean;
  created_at: string;
  started_at: string | null;
  progressed_at: string;
  finished_at: string | null;
  requested_by: string | null;
};

export type ListOrderEvents = {
  items: ListOrderEventsItem[];
  next: string | null;
};

export type ListOrderEventsItem = {
  version: number;
  type: string;
  command: string;
  from_status: "new" | "placed" | "paid" | "packed" | "shipped" | "delivered" | "cancelled" | "returned" | "refunded";
  to_status: "placed" | "paid" | "packed" | "shipped" | "delivered" | "cancelled" | "returned" | "refunded";
  payload: Record<string, Json>;
  actor_id: string | null;
  at: string;
};

export type ListOrders = {
  items: ListOrdersItem[];
  next: string | null;
};

export type ListOrdersItem = {
  id: number;
  version: number;
  status: "placed" | "paid" | "packed" | "shipped" | "delivered" | "cancelled" | "returned" | "refunded";
  user_id: string;
  currency: string;
  total_minor: number;
  paid_minor: number;
  refunded_minor: number;
  placed_at: string;
  payment_due_at: string;
};

export type ListOrphans = {
  dimension: string;
  master_without_transaction: string[];
  transaction_without_master: string[];
  totals: ListOrphansTotals;
};

export type ListOrphansTotals = {
  master_without_transaction: number;
  transaction_without_master: number;
};

export type ListParcels = {
  items: ListParcelsItem[];
  next: string | null;
};

export type ListParcelsItem = {
  order_id: number;
  parcel: number;
  location: string;
  status: "waiting" | "open" | "packed" | "shipped" | "delivered" | "cancelled";
  tracking: string | null;
  ship_to: GetOrderShipTo;
  packed_at: string | null;
  shipped_at: string | null;
  delivered_at: string | null;
  pieces: ListParcelsItemPiece[];
};

export type ListParcelsItemPiece = {
  sku: string;
  quantity: number;
};

export type ListPriceLists = {
  items: ListPriceListsItem[];
  next: null;
};

export type ListPriceListsItem = {
  code: string;
  currency: string;
  is_default: boolean;
  has_tax_included: boolean;
};

export type ListProducts = {
  items: ListProductsItem[];
  next: string | null;
};

export type ListProductsItem = {
  id: number;
  title: string;
  category: string | null;
  brand: string | null;
  status: "draft" | "published" | "archived";
  starts_at: string | null;
  ends_at: string | null;
  published_at: string | null;
  deleted_at: string | null;
  version: number;
  updated_at: string;
  skus: string[] | null;
  price_minor: number | null;
};

export type ListProjects = {
  items: ListProjectsItem[];
  next: string | null;
};

export type ListProjectsItem = {
  id: number;
  code: string;
  name: string;
  status: "active" | "closed";
  calendar: string;
  timezone: string;
  starts_on: string;
  version: number;
  updated_at: string;
};

export type ListPurchaseOrders = {
  items: ListPurchaseOrdersItem[];
  next: string | null;
};

export type ListPurchaseOrdersItem = {
  id: number;
  vendor: string;
  location: string;
  status: "draft" | "sent" | "acknowledged" | "failed" | "received" | "cancelled";
  currency: string;
  total_minor: number;
  vendor_reference: string | null;
  fault: string | null;
  is_short: boolean;
  created_by: string | null;
  created_at: string;
  sent_at: string | null;
  acknowledged_at: string | null;
  closed_at: string | null;
  closed_reason: string | null;
};

export type ListQualityFindings = {
  items: ListQualityFindingsItem[];
  next: string | null;
};

export type ListQualityFindingsItem = {
  id: number;
  rule: string;
  severity: "error" | "warning";
  project_id: number | null;
  supplier_ids: number[];
  task_id: number | null;
  detail: string | null;
  remedy: string;
  opened_at: string;
  seen_at: string;
};

export type ListRateLimits = {
  items: ListRateLimitsItem[];
  next: null;
};

export type ListRateLimitsItem = {
  key: string;
  full_at: string;
  seconds: number;
};

export type ListReadyTasks = {
  items: ListTasksItem[];
  next: string | null;
};

export type ListReorderProposals = {
  items: ListReorderProposalsItem[];
  next: string | null;
};

export type ListReorderProposalsItem = {
  id: number;
  sku: string;
  location: string;
  vendor: string;
  quantity: number;
  pack_size: number;
  unit_cost_minor: number;
  cost_minor: number;
  currency: string;
  reasons: ListReorderProposalsItemReasons;
  status: "open" | "approved" | "ordered" | "dismissed";
  purchase_order_id: number | null;
  created_at: string;
  updated_at: string;
  decided_by: string | null;
  decided_at: string | null;
  decided_reason: string | null;
};

export type ListReorderProposalsItemReasons = {
  method: "min_max" | "demand";
  on_hand: number;
  reserved: number;
  in_transit: number;
  purchased: number;
  mean_daily: number;
  deviation_daily: number;
  lead_days: number;
  wait_days: number;
  reorder_point: number;
  target: number;
  pack_size: number;
};

export type ListReorderRules = {
  items: ListReorderRulesItem[];
  next: string | null;
};

export type ListReorderRulesItem = {
  variant_id: number;
  location_id: number;
  sku: string;
  location: string;
  vendor: string;
  method: "min_max" | "demand";
  minimum: number | null;
  maximum: number | null;
  pack_size: number;
  service_factor: number;
  cover_days: number;
  lead_time_days: number | null;
  unit_cost_minor: number;
  currency: string;
  is_enabled: boolean;
  version: number;
  updated_at: string;
};

export type ListReservations = {
  items: ListReservationsItem[];
  next: string | null;
};

export type ListReservationsItem = {
  reservation_id: number;
  status: "open" | "confirmed" | "released" | "expired" | "shipped";
  expires_at: string;
  lines: ReserveStockLine[];
  user_id: string | null;
  order_id: number | null;
  created_at: string;
};

export type ListSettings = {
  items: ListSettingsItem[];
  next: string | null;
};

export type ListStockMovements = {
  items: ListStockMovementsItem[];
  next: string | null;
};

export type ListStockMovementsItem = {
  id: number;
  type: string;
  quantity: number;
  from_state: "supplier" | "on_hand" | "reserved" | "damaged" | "in_transit" | "sold" | "adjustment";
  from_location: string | null;
  to_state: "supplier" | "on_hand" | "reserved" | "damaged" | "in_transit" | "sold" | "adjustment";
  to_location: string | null;
  reason: string | null;
  reference: string | null;
  actor_id: string | null;
  effective_at: string;
  created_at: string;
};

export type ListStockTakes = {
  items: ListStockTakesItem[];
  next: string | null;
};

export type ListStockTakesItem = {
  stock_take_id: number;
  location: string;
  status: "counting" | "submitted" | "approved" | "rejected";
  opened_by: string | null;
  opened_at: string;
  submitted_by: string | null;
  submitted_at: string | null;
  decided_by: string | null;
  decided_at: string | null;
  reason: string | null;
};

export type ListSuppliers = {
  items: ListSuppliersItem[];
  next: string | null;
};

export type ListSuppliersItem = {
  id: number;
  code: string;
  name: string;
  country: string | null;
  calendar: string | null;
  is_active: boolean;
  version: number;
  updated_at: string;
};

export type ListSyncConflicts = {
  items: ListSyncConflictsItem[];
  next: string | null;
};

export type ListSyncConflictsItem = {
  conflict_id: number;
  entity: "product" | "inventory" | "order";
  external_id: string;
  field: string;
  pms: ListSyncConflictsItemPms | null;
  ours: ListSyncConflictsItemOurs | null;
  policy: "pms_wins" | "we_win" | "newest" | "ask";
  reason: "concurrent" | "contradiction" | "refused";
  fault: string | null;
  created_at: string;
};

export type ListSyncConflictsItemPms = {
  value: Json;
  version: number;
  at: string;
  seen: number;
};

export type ListSyncConflictsItemOurs = {
  value: Json;
  version: number;
  at: string;
  seen: number;
};

export type ListSyncPolicies = {
  items: ListSyncPoliciesItem[];
  next: null;
};

export type ListSyncPoliciesItem = {
  entity: "product" | "inventory" | "order";
  field: string;
  policy: "pms_wins" | "we_win" | "newest" | "ask";
};

export type ListTaskHistory = {
  items: ListTaskHistoryItem[];
  next: string | null;
};

export type ListTaskHistoryItem = {
  id: number;
  changed_at: string;
  version: number;
  status: "planned" | "in_progress" | "waiting" | "blocked" | "submitted" | "done" | "cancelled";
  start_on: string;
  due_on: string;
  owner_id: string | null;
  previous_status: "planned" | "in_progress" | "waiting" | "blocked" | "submitted" | "done" | "cancelled" | null;
  previous_due_on: string | null;
  previous_owner_id: string | null;
  actor_id: string | null;
  reason: string | null;
  cause: "supplier" | "material" | "design" | "customer" | "logistics" | "force_majeure" | "planning" | "predecessor" | null;
  operation_id: number | null;
};

export type ListTaskTemplates = {
  items: ListTaskTemplatesItem[];
  next: string | null;
};

export type ListTaskTemplatesItem = {
  place: number;
  id: number;
  code: string;
  title: string;
  phase: string | null;
  capability: string | null;
  canonical_due: string;
  duration_days: number;
  after: ListTaskTemplatesItemAfter[];
};

export type ListTaskTemplatesItemAfter = {
  code: string;
  lag_days: number;
  is_implied: boolean;
};

export type ListTaskTransitions = {
  statuses: ListTaskTransitionsStatuse[];
  transitions: ListTaskTransitionsTransition[];
};

export type ListTaskTransitionsStatuse = {
  code: "planned" | "in_progress" | "waiting" | "blocked" | "submitted" | "done" | "cancelled";
  place: number;
  is_started: boolean;
  is_final: boolean;
  is_paused: boolean;
};

export type ListTaskTransitionsTransition = {
  from_status: "planned" | "in_progress" | "waiting" | "blocked" | "submitted" | "done" | "cancelled";
  to_status: "planned" | "in_progress" | "waiting" | "blocked" | "submitted" | "done" | "cancelled";
  roles: ("supplier" | "project_manager" | "admin")[];
  guard: "none" | "may_start";
  required_fields: "note"[];
};

export type ListTasks = {
  items: ListTasksItem[];
  next: string | null;
};

export type ListTaxRates = {
  items: ListTaxRatesItem[];
  next: string | null;
};

export type ListTaxRatesItem = {
  id: number;
  tax_class: string;
  country: string | null;
  rate_percent: number;
  valid_from: string | null;
  valid_until: string | null;
};

export type ListTransfers = {
  items: TransferStock[];
  next: string | null;
};

export type TransferStock = {
  transfer_id: number;
  sku: string;
  from_location: string;
  to_location: string;
  quantity: number;
  received: number;
  lost: number;
  in_transit: number;
  reference: string | null;
  sent_at: string;
  ended_at: string | null;
};

export type ListValidationRules = {
  items: ListValidationRulesItem[];
  next: string | null;
};

export type ListValidationRulesItem = {
  entity: string;
  name: string;
  field: string | null;
  kind: string;
  argument: Record<string, Json>;
  message: string;
  severity: "error" | "warning";
  position: number;
  is_enabled: boolean;
};

export type ListVendors = {
  items: ListVendorsItem[];
  next: string | null;
};

export type ListVendorsItem = {
  id: number;
  code: string;
  name: string;
  currency: string;
  lead_time_days: number;
  order_days: number[];
  timezone: string;
  approval_limit_minor: number;
  api_url: string | null;
  webhook_source: string | null;
  is_active: boolean;
  version: number;
  created_at: string;
  updated_at: string;
};

export type ListWebhookAttempts = {
  items: ListWebhookAttemptsItem[];
  next: string | null;
};

export type ListWebhookAttemptsItem = {
  number: number;
  started_at: string;
  finished_at: string | null;
  outcome: string | null;
  status_code: number | null;
  latency_ms: number | null;
  error: string | null;
  response: string | null;
};

export type ListWebhookDeliveries = {
  items: ListWebhookDeliveriesItem[];
  next: string | null;
};

export type ListWebhookDeliveriesItem = {
  id: number;
  message_id: string;
  event_id: number;
  type: string;
  at: string;
  status: "pending" | "delivered" | "failed";
  outcome: string | null;
  attempts: number;
  next_attempt_at: string | null;
  finished_at: string | null;
  last_attempt: ListWebhookDeliveriesItemLastAttempt | null;
};

export type ListWebhookDeliveriesItemLastAttempt = {
  number: number;
  started_at: string;
  outcome: "delivered" | "refused" | "gone" | "throttled" | "unavailable" | "failed" | "lost" | null;
  status_code: number | null;
  latency_ms: number | null;
  error: string | null;
  response: string | null;
};

export type ListWebhookEndpoints = {
  items: ListWebhookEndpointsItem[];
  next: string | null;
};

export type ListWebhookEndpointsItem = {
  id: string;
  owner_id: string;
  url: string;
  event_types: string[];
  description: string;
  status: "active" | "disabled";
  status_reason: string | null;
  max_concurrency: number;
  max_per_second: number;
  circuit: "closed" | "open" | "half_open";
  resume_at: string | null;
  failing_since: string | null;
  succeeded_at: string | null;
  created_at: string;
  updated_at: string;
  pending: number;
};

export type ListWebhooks = {
  items: ListWebhooksItem[];
  next: null;
};

export type ListWebhooksItem = {
  id: string;
  url: string;
  event_types: string[];
  description: string;
  status: "active" | "disabled";
  status_reason: "owner" | "gone" | "failing" | "owner_gone" | null;
  max_concurrency: number;
  max_per_second: number;
  circuit: "closed" | "open" | "half_open";
  resume_at: string | null;
  failing_since: string | null;
  succeeded_at: string | null;
  created_at: string;
  updated_at: string;
};

export type LowStock = {
  sku: string;
  title: string;
  free_quantity: number;
  minimum: number;
  missing: number;
  as_of: string;
};

export type MarkNotificationsRead = {
  marked: number;
  unread: number;
};

export type NextFeedRequest = {
  is_done: boolean;
  request?: NextFeedRequestRequest;
  etag?: string | null;
  last_modified?: string | null;
  wait_seconds?: number;
  reason?: "provider_paused" | "provider_budget" | "provider_rate";
};

export type NextFeedRequestRequest = {
  path: string;
  query: Record<string, string>;
};

export type PackOrderParcelInput = {
  parcel: number;
  sku?: string | null;
  quantity?: number | null;
};

export type PackOrder = {
  order_id: number;
  version: number;
  status: "placed" | "paid" | "packed" | "shipped" | "delivered" | "cancelled" | "returned" | "refunded";
  parcels: PackOrderParcel[];
};

export type PackOrderParcel = {
  parcel: number;
  pieces: Record<string, number>;
  rest?: PackOrderParcelRest;
};

export type PackOrderParcelRest = {
  parcel: number;
  pieces: Record<string, number>;
};

export type PayOrderPaymentInput = {
  amount_minor: number;
  currency?: string | null;
  method?: string | null;
  reference?: string | null;
};

export type PayOrder = {
  order_id: number;
  version: number;
  status: "paid";
};

export type PlaceOrderLineInput = {
  sku: string;
  quantity: number;
  location?: string | null;
};

export type PlaceOrderShipToInput = {
  name: string;
  street: string;
  city: string;
  country: string;
  postal_code?: string | null;
  region?: string | null;
  phone?: string | null;
};

export type PlaceOrder = {
  order_id: number;
  version: number;
  status: "placed";
  currency: string;
  total_minor: number;
  tax_minor: number;
  payment_due_at: string;
};

export type PreviewDateChange = {
  task_id: number;
  moves: PreviewDateChangeMove[];
  errors: ValidateTaskChange[];
};

export type PreviewDateChangeMove = {
  task_id: number;
  code: string;
  start_on: string;
  due_on: string;
  previous_due_on: string;
  shift_days: number;
};

export type ProductPage = {
  id: number;
  title: string;
  description: string;
  attributes: Record<string, Json>;
  starts_at: string | null;
  ends_at: string | null;
  as_of: string;
  variants: ProductPageVariant[];
};

export type ProductPageVariant = {
  sku: string;
  options: Record<string, Json>;
  unit: "piece" | "gram" | "millilitre" | "millimetre";
  currency: string | null;
  price_minor: number | null;
  sale_price_minor: number | null;
  available: number;
  locations: ProductPageVariantLocation[];
};

export type ProductPageVariantLocation = {
  location: string;
  available: number;
};

export type ProgressSince = {
  version: number;
  reset: boolean;
  rows: ProgressSinceRow[];
  tombstones: ProgressSinceTombstone[];
  policies: Record<string, string>;
};

export type ProgressSinceRow = {
  series_id: number;
  chapter: number | null;
  chapter_label: string | null;
  page: number | null;
  percent: number | null;
  device_id: string;
  rewinds: number;
  updated_at: string;
  version: number;
};

export type ProgressSinceTombstone = {
  series_id: number;
  deleted_at: string;
  version: number;
};

export type ProjectAsOf = {
  items: ProjectAsOfItem[];
  next: string | null;
};

export type ProjectAsOfItem = {
  task_id: number;
  supplier_id: number;
  code: string;
  status: "planned" | "in_progress" | "waiting" | "blocked" | "submitted" | "done" | "cancelled";
  start_on: string;
  due_on: string;
  owner_id: string | null;
  version: number;
  changed_at: string;
};

export type ProveAuditEntry = {
  entry_id: number;
  entry: ProveAuditEntryEntry;
  leaf: string;
  path: ProveAuditEntryPath[];
  root: string;
  seal_id: number;
  place: number;
  entries: number;
  chain: string;
  is_included: boolean;
};

export type ProveAuditEntryEntry = {
  id: number;
  xid: number;
  changed_at: string;
  table_name: string;
  operation: "insert" | "update" | "delete" | "truncate";
  role: string;
  fields: Record<string, ProveAuditEntryEntryField | ProveAuditEntryEntryField2>;
};

export type ProveAuditEntryEntryField = {
  value: Json;
  salt: string;
};

export type ProveAuditEntryEntryField2 = {
  sha256: string;
  erasure_id: number;
};

export type ProveAuditEntryPath = {
  side: "left" | "right";
  sha256: string;
};

export type PruneDimension = {
  dimension: string;
  dry_run: boolean;
  pruned: string[];
  kept: PruneDimensionKept[];
};

export type PruneDimensionKept = {
  value: string;
  reason: string;
};

export type ValidateRecord = {
  field: string | null;
  code: string;
  message: string;
  severity: "error" | "warning";
};

export type PushPmsChangesChangeInput = {
  entity: "product" | "inventory" | "order";
  external_id: string;
  version: number;
  at: string;
  seen?: number | null;
  fields: PushPmsChangesChangeFieldsInput;
};

export type PushPmsChangesChangeFieldsInput = {
  sku?: string;
  title?: string;
  description?: string;
  category?: string | null;
  price_minor?: number | null;
  deleted?: boolean;
  on_hand?: number;
  status?: "placed" | "paid" | "packed" | "shipped" | "delivered" | "cancelled" | "returned" | "refunded";
};

export type PushPmsChange = {
  entity: "product" | "inventory" | "order";
  external_id: string;
  outcome: "applied" | "kept" | "conflict" | "duplicate";
  version: number;
  conflicts: string[];
};

export type PushProgressItemInput = {
  series_id: number;
  chapter?: number | null;
  chapter_label?: string | null;
  page?: number | null;
  percent?: number | null;
  device_id: string;
  updated_at: string;
  base_version?: number | null;
  rewinds?: number | null;
};

export type PushProgress = {
  series_id: number;
  outcome: "applied" | "kept" | "conflict";
  winner: PushProgressWinner | null;
  reason: string | null;
};

export type PushProgressWinner = {
  chapter: number | null;
  chapter_label: string | null;
  page: number | null;
  percent: number | null;
  device_id: string;
  rewinds: number;
  updated_at: string;
  version: number;
};

export type RebuildHeats = {
  artists: number;
};

export type RebuildOrders = {
  operation_id: number;
};

export type ReceivePurchaseLineInput = {
  sku: string;
  quantity: number;
};

export type ReceiveWebhook = {
  receipt_id: number;
  duplicate: boolean;
};

export type RecordSalesRowInput = {
  sku: string;
  location: string;
  quantity: number;
  amount_minor: number;
  sold_at: string;
  currency?: string | null;
  reference?: string | null;
};

export type RecordSales = {
  recorded: number;
  repeated: number;
};

export type RefreshHomepageCache = {
  trending: number;
  top_shows: number;
};

export type RefundOrder = {
  order_id: number;
  version: number;
  status: "placed" | "paid" | "packed" | "shipped" | "delivered" | "cancelled" | "returned" | "refunded";
  amount_minor: number;
};

export type RegisterDimensionConfigInput = {
  name: string;
  source?: string;
  column?: string;
  label?: string;
  path?: string[] | null;
  parent?: string | null;
  position?: number;
  debounce_ms?: number;
  roles?: string[] | null;
  master?: RegisterDimensionConfigMasterInput | null;
  prune_after?: string | null;
  protected?: string[];
  reason?: string;
};

export type RegisterDimensionConfigMasterInput = {
  table: string;
  key: string;
  label: string;
};

export type RegisterDimension = {
  dimension: string;
  version: number;
  state: "off" | "filling" | "live";
  operation_id: number | null;
  is_indexed: boolean;
};

export type RegisterMediaMetaInput = {
  type: "image/jpeg" | "image/png" | "image/webp" | "image/avif" | "image/gif";
  media_id?: number | null;
  sku?: string | null;
  position?: number | null;
  alt_text?: string | null;
  file_name?: string | null;
  bytes?: number | null;
  sha256?: string | null;
};

export type RegisterMedia = {
  media_id: number;
  version: number;
  status: "pending";
  upload_key: string;
  upload: null;
};

export type RegisterWebhook = {
  id: string;
  secret: string;
};

export type ReindexSearch = {
  documents: number;
};

export type RemoveSupplierFromProject = {
  supplier_project_id: number;
  removed_at: string;
};

export type ReplayWebhook = {
  id: number;
  status: "pending";
  next_attempt_at: string;
};

export type ReplayWebhooksSince = {
  id: string;
  queued: number;
};

export type ReportCanary = {
  is_used: boolean;
  arrived: number;
  failed: number;
  p50_ms: number | null;
  p95_ms: number | null;
  max_ms: number | null;
  last_arrived_at: string | null;
  last_fault: string | null;
  window_seconds: number;
  items: ReportCanaryItem[];
};

export type ReportCanaryItem = {
  sent_at: string;
  status: "sent" | "arrived" | "failed";
  took_ms: number | null;
  fault: string | null;
};

export type ReportOpenWork = {
  supplier: string;
  supplier_name: string;
  status: "planned" | "in_progress" | "waiting" | "blocked" | "submitted" | "done" | "cancelled";
  open: number;
  late: number;
  not_begun: number;
  days_0_7: number;
  days_8_30: number;
  days_31_90: number;
  days_over_90: number;
  oldest_days: number;
  as_of: string;
};

export type ReportProjectFigure = {
  section: "status" | "open_work" | "forecast" | "reason" | "burn_up";
  key: string;
  tasks: number | null;
  done: number | null;
  days: number | null;
  end_on: string | null;
  note: string | null;
};

export type ReportProjectStatus = {
  project_id: number;
  code: string;
  status: "active" | "closed";
  as_of: string;
  today: string;
  tasks: ReportProjectStatusTasks;
  open_work: ReportProjectStatusOpenWork;
  forecast: ReportProjectStatusForecast | null;
  burn_up: ReportProjectStatusBurnUp[];
};

export type ReportProjectStatusTasks = {
  planned: number;
  in_progress: number;
  waiting: number;
  blocked: number;
  submitted: number;
  done: number;
  cancelled: number;
};

export type ReportProjectStatusOpenWork = {
  open: number;
  late: number;
  not_begun: number;
  days_0_7: number;
  days_8_30: number;
  days_31_90: number;
  days_over_90: number;
  oldest_days: number | null;
};

export type ReportProjectStatusForecast = {
  supplier_project_id: number;
  supplier_id: number;
  open_tasks: number;
  promised_end_on: string;
  due_end_on: string;
  forecast_end_on: string;
  slack_days: number;
  delay_days: number;
  length_days: number;
  path: CriticalPathSupplierPath[];
  reasons: CriticalPathSupplierPath[];
};

export type ReportProjectStatusBurnUp = {
  week_on: string;
  tasks: number;
  done: number;
};

export type ReportRequests = {
  since: string;
  point_seconds: number;
  items: ReportRequestsItem[];
  points: ReportRequestsPoint[];
};

export type ReportRequestsItem = {
  rpc: string;
  requests: number;
  succeeded: number;
  refused: number;
  failed: number;
  error_share: number;
  mean_ms: number;
  statuses: Record<string, number>;
};

export type ReportRequestsPoint = {
  started_at: string;
  succeeded: number;
  refused: number;
  failed: number;
};

export type ReportSlowStatements = {
  items: ReportSlowStatementsItem[];
};

export type ReportSlowStatementsItem = {
  rpc: string | null;
  statement: string | null;
  calls: number;
  total_ms: number;
  mean_ms: number | null;
  max_ms: number;
  budget_ms: number | null;
  is_over_budget: boolean;
  rows: number;
  hit_ratio: number | null;
};

export type ReportSupplierPerformance = {
  key: string;
  name: string;
  finished: number | null;
  on_time_first: number | null;
  on_time_first_rate: number | null;
  on_time_last: number | null;
  on_time_last_rate: number | null;
  lead_days_median: number | null;
  lead_days_p90: number | null;
  slips: number;
  slip_days: number;
  as_of: string;
};

export type ReportVacuum = {
  oldest_age: number;
  holders: ReportVacuumHolder[];
  freeze_age: number;
  tables: ReportVacuumTable[];
};

export type ReportVacuumHolder = {
  holder: "session" | "prepared" | "slot";
  what: string;
  age: number;
};

export type ReportVacuumTable = {
  table: string;
  live_rows: number;
  dead_rows: number;
  dead_ratio: number | null;
  bytes: number;
  vacuumed_at: string | null;
  analyzed_at: string | null;
};

export type ResendWebhookDelivery = {
  id: number;
  status: "pending" | "delivered" | "failed";
  next_attempt_at: string;
};

export type ReserveStockLineInput = {
  sku: string;
  quantity: number;
  location?: string | null;
};

export type ResolveConflict = {
  conflict_id: number;
  entity: "product" | "inventory" | "order";
  external_id: string;
  field: string;
  value: Json;
  version: number;
};

export type ResolveRecord = {
  entity: "artist" | "venue" | "show" | "song" | "setlist" | "setlist_song";
  id: number;
  is_redirected: boolean;
  old_ids: number[];
};

export type ReturnOrderLineInput = {
  sku: string;
  quantity: number;
  location: string;
  state: "on_hand" | "damaged";
};

export type ReturnOrder = {
  order_id: number;
  version: number;
  status: "placed" | "paid" | "packed" | "shipped" | "delivered" | "cancelled" | "returned" | "refunded";
};

export type RevokeCalendarToken = {
  token_id: number;
  revoked_at: string;
};

export type RollbackDimension = {
  dimension: string;
  version: number;
  state: "off" | "filling" | "live";
  operation_id: number | null;
  proved: boolean | null;
};

export type RotateWebhookSecret = {
  id: string;
  secret: string;
  old_expires_at: string;
};

export type RunPersistedQuery = {
  data?: Record<string, Json> | null;
  errors?: (Record<string, Json>)[];
};

export type SalesSummary = {
  key: string | null;
  name: string | null;
  currency: string;
  quantity: number;
  amount_minor: number;
  as_of: string;
};

export type SearchConcerts = {
  items: (SearchConcertsItem | SearchConcertsItem2 | SearchConcertsItem3)[];
};

export type SearchConcertsItem = {
  entity: "artist";
  id: number;
  score: number;
  name: string;
  popularity: number | null;
  image_url: string | null;
};

export type SearchConcertsItem2 = {
  entity: "venue";
  id: number;
  score: number;
  name: string;
  city: string | null;
  country: string | null;
};

export type SearchConcertsItem3 = {
  entity: "show";
  id: number;
  score: number;
  name: string;
  venue: string | null;
  show_on: string;
  status: "scheduled" | "postponed" | "rescheduled" | "cancelled";
};

export type SearchJobs = {
  items: SearchJobsItem[];
  next: string | null;
};

export type SearchJobsItem = {
  id: number;
  kind: string;
  queue: string;
  state: "ready" | "running" | "waiting" | "dead" | "succeeded" | "cancelled";
  wait_reason: string | null;
  attempts: number;
  max_attempts: number | null;
  enqueued_at: string;
  run_at: string | null;
  finished_at: string | null;
  error: string | null;
};

export type SearchWebhookDeliveries = {
  items: SearchWebhookDeliveriesItem[];
  next: string | null;
};

export type SearchWebhookDeliveriesItem = {
  id: number;
  webhook_id: string;
  url: string;
  event_id: number;
  type: string;
  topic: string | null;
  status: "pending" | "delivered" | "failed";
  outcome: string | null;
  attempts: number;
  created_at: string;
  next_attempt_at: string | null;
  finished_at: string | null;
};

export type SetContactsContactInput = {
  name: string;
  email?: string | null;
  phone?: string | null;
  duty?: string | null;
};

export type SetFeatureFlagFlagInput = {
  description?: string;
  is_enabled?: boolean;
  share_percent?: number;
  user_ids?: string[];
  roles?: string[];
};

export type SetHolidaysHolidayInput = {
  holiday_on: string;
  name: string;
};

export type SetHolidays = {
  code: string;
  year: number;
  holidays: number;
  added: number;
  renamed: number;
  removed: number;
  version: number;
};

export type SetProgressPolicy = {
  series_id: number;
  policy: "lww" | "furthest" | "furthest_unless_same_device";
};

export type SetProjectManagers = {
  project_id: number;
  managers: string[];
  version: number;
  released_tasks: number;
};

export type SetReorderRuleRuleInput = {
  vendor: string;
  method: "min_max" | "demand";
  minimum?: number | null;
  maximum?: number | null;
  pack_size?: number | null;
  service_factor?: number | null;
  cover_days?: number | null;
  lead_time_days?: number | null;
  unit_cost_minor: number;
  is_enabled?: boolean;
};

export type SetReorderRule = {
  sku: string;
  location: string;
  version: number;
  is_enabled: boolean;
};

export type SetSupplierSupplierInput = {
  name: string;
  country?: string | null;
  calendar?: string | null;
  is_active?: boolean | null;
  metadata?: Record<string, Json> | null;
};

export type SetSupplierCapabilitiesCapabilityInput = {
  capability: string;
  valid_from_on: string;
  valid_until_on?: string | null;
};

export type SetSupplierUsers = {
  id: number;
  code: string;
  name: string;
  country: string | null;
  calendar: string | null;
  is_active: boolean;
  metadata: Record<string, Json>;
  version: number;
  created_at: string;
  updated_at: string;
  users: string[];
  contacts: GetSupplierContact[];
  capabilities: GetSupplierCapability[];
  released_tasks: number;
};

export type SetTaskTemplatesTemplateInput = {
  code: string;
  title: string;
  canonical_due: string;
  duration_days?: number | null;
  phase?: string | null;
  capability?: string | null;
};

export type SetTaskTemplatesDependencyInput = {
  template: string;
  after: string;
  lag_days?: number | null;
};

export type SetTaskTemplates = {
  project_id: number;
  version: number;
  templates: number;
  dependencies: number;
};

export type SetValidationRuleRuleInput = {
  field?: string | null;
  kind?: string;
  argument?: Record<string, Json>;
  message?: string;
  severity?: "error" | "warning";
  position?: number;
  is_enabled?: boolean;
};

export type SetVendorVendorInput = {
  name: string;
  currency: string;
  lead_time_days?: number | null;
  order_days?: number[] | null;
  timezone?: string | null;
  approval_limit_minor?: number | null;
  api_url?: string | null;
  webhook_source?: string | null;
  is_active?: boolean;
};

export type StartFeedRun = {
  run_id: number;
  token: number;
  kind: "full" | "incremental";
  is_resumed: boolean;
};

export type StockAgeing = {
  key: string | null;
  name: string | null;
  quantity: number;
  days_0_30: number;
  days_31_60: number;
  days_61_90: number;
  days_over_90: number;
  as_of: string;
};

export type StockAsOf = {
  sku: string;
  at: string;
  locations: StockAsOfLocation[];
};

export type StockAsOfLocation = {
  location: string;
  on_hand: number;
  reserved: number;
  damaged: number;
  in_transit: number;
};

export type SyncStatus = {
  source: string;
  is_connected: boolean;
  last_success_at: string | null;
  lag_seconds: number | null;
  last_run: SyncStatusLastRun | null;
  records: Record<string, number>;
  open_conflicts: number;
  next_run_at: string | null;
};

export type SyncStatusLastRun = {
  run_id: number;
  kind: "full" | "incremental";
  is_dry_run: boolean;
  status: "running" | "succeeded" | "failed" | "interrupted";
  started_at: string;
  finished_at: string | null;
  counts: Record<string, number>;
  fault: string | null;
};

export type TakeFeedPage = {
  outcome: string;
  counts?: Record<string, number>;
};

export type ToggleDimension = {
  dimension: string;
  version: number;
  state: "off" | "filling" | "live";
  operation_id: number | null;
};

export type TopMover = {
  sku: string;
  title: string;
  quantity: number;
  quantity_before: number;
  change: number;
  change_percent: number | null;
  as_of: string;
};

export type UndoMerge = {
  merge_id: number;
  entity: "artist" | "venue" | "show" | "song";
  keep_id: number;
  drop_ids: number[];
};

export type UpdateMediaPatchInput = {
  sku?: string | null;
  position?: number | null;
  alt_text?: string | null;
};

export type UpdateMedia = {
  media_id: number;
  version: number;
};

export type UpdateProductPatchInput = {
  title?: string;
  description?: string | null;
  category?: string | null;
  brand?: string | null;
  tax_class?: string | null;
  attributes?: Record<string, Json> | null;
  starts_at?: string | null;
  ends_at?: string | null;
  variants?: UpdateProductPatchVariantInput[];
  sku?: string;
  options?: Record<string, Json> | null;
  barcode?: string | null;
  unit?: "piece" | "gram" | "millilitre" | "millimetre" | null;
  weight_grams?: number | null;
  length_mm?: number | null;
  width_mm?: number | null;
  height_mm?: number | null;
  price_minor?: number | null;
  sale_price_minor?: number | null;
  prices?: UpdateProductPatchPriceInput[] | null;
  components?: UpdateProductPatchComponentInput[] | null;
};

export type UpdateProductPatchVariantInput = {
  sku: string;
  options?: Record<string, Json> | null;
  barcode?: string | null;
  unit?: "piece" | "gram" | "millilitre" | "millimetre" | null;
  weight_grams?: number | null;
  length_mm?: number | null;
  width_mm?: number | null;
  height_mm?: number | null;
  price_minor?: number | null;
  sale_price_minor?: number | null;
  prices?: UpdateProductPatchVariantPriceInput[] | null;
  components?: UpdateProductPatchVariantComponentInput[] | null;
};

export type UpdateProductPatchVariantPriceInput = {
  price_list: string;
  amount_minor: number;
  sale_amount_minor?: number | null;
  valid_from?: string | null;
  valid_until?: string | null;
};

export type UpdateProductPatchVariantComponentInput = {
  sku: string;
  quantity: number;
};

export type UpdateProductPatchPriceInput = {
  price_list: string;
  amount_minor: number;
  sale_amount_minor?: number | null;
  valid_from?: string | null;
  valid_until?: string | null;
};

export type UpdateProductPatchComponentInput = {
  sku: string;
  quantity: number;
};

export type UpdateProjectPatchInput = {
  name?: string | null;
  status?: "active" | "closed" | null;
  calendar?: string | null;
  timezone?: string | null;
  starts_on?: string | null;
  metadata?: Record<string, Json> | null;
};

export type UpdateTaskDue = {
  task_id: number;
  project_id: number;
  supplier_id: number;
  supplier_project_id: number;
  code: string;
  title: string;
  phase: string | null;
  status: "planned" | "in_progress" | "waiting" | "blocked" | "submitted" | "done" | "cancelled";
  start_on: string;
  planned_due_on: string;
  due_on: string;
  owner_id: string | null;
  started_at: string | null;
  finished_at: string | null;
  paused_at: string | null;
  paused_days: number;
  version: number;
  changed_at: string;
  moves: PreviewDateChangeMove[];
  has_moved_successors: boolean;
};

export type ValidateTaskChangeChangeInput = {
  status?: "planned" | "in_progress" | "waiting" | "blocked" | "submitted" | "done" | "cancelled" | null;
  note?: string | null;
  force?: boolean;
  due_on?: string | null;
  reason?: string | null;
};
