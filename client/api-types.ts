export interface paths {
    "/failover/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Starts a live failover
         * @description 202 once the workflow exists, also while no worker runs. One open operation per VM. Needs the role operator.
         */
        post: operations["startLiveFailover"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/failover/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Starts a test failover
         * @description On test networks only, ended by its deadline or by hand; every replica is given back as it was. 202 once the workflow exists, also while no worker runs. One open operation per VM. Needs the role operator.
         */
        post: operations["startTestFailover"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/failover/test/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Ends a test failover
         * @description In hold the clean-up begins; before it the test is undone. Without effect on a test that is ending or over. Needs the role operator.
         */
        delete: operations["endTestFailover"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/failover/test/{job_id}/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Moves the deadline of a test in hold
         * @description At most 30 days from the start of the hold. 503 "not confirmed" means that it may still take effect: look at the status before repeating it. Needs the role operator.
         */
        post: operations["extendTestFailover"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/failover/{job_id}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Undoes a completed live failover
         * @description Stops and removes the destination, reverts every replica to its snapshot and brings it home. Refused with every reason (details.refused) where that cannot work; asked without confirm_data_loss it is only checked. Needs the role operator.
         */
        post: operations["rollbackFailover"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/failover/{job_id}/commit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes a completed live failover final
         * @description Deletes its rollback snapshots and lifts the protection of its VM: there is no way back. Needs the role operator.
         */
        post: operations["commitFailover"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/failover/{job_id}/recover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ends a job whose workflow is gone
         * @description For a run that was terminated or whose Temporal data is lost: brings every replica home, or leaves a live destination that runs as it is. 409 while the workflow is there. Needs the role operator.
         */
        post: operations["recoverFailover"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/failover/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Failover jobs, newest first
         * @description Needs the role viewer.
         */
        get: operations["listFailoverJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/failover/{job_id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where a job stands
         * @description Needs the role viewer.
         */
        get: operations["getFailoverStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/failover/{job_id}/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every step and call of a job, with tries, times and what was observed
         * @description Needs the role viewer.
         */
        get: operations["getFailoverSteps"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/failover/{job_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asks a job to undo itself
         * @description Before the point of no return the call in flight is finished, then everything is undone. 409 after it: then only a rollback helps. While the job is already undoing, 202 without further effect. Needs the role operator.
         */
        post: operations["cancelFailover"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/failover/{job_id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answers a job that waits for a person
         * @description 503 "not confirmed" means that the answer may still take effect: look at the status before repeating it. Needs the role operator.
         */
        post: operations["resolveAttention"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/failover/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a start would do: checks, machine, disks and every CloudStack call; nothing is changed
         * @description 200 also where the start would be refused; `refusal` then says with what. Needs the role operator.
         */
        post: operations["dryRunFailover"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/failover/{job_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happens to one job, as Server-Sent Events
         * @description Begins with the job's first event; ids are their numbers. Goes on after Last-Event-ID without a gap and without a repeat, also across a restart. A stream ends after five minutes or when its reader is too slow; come back then. Needs the role viewer.
         */
        get: operations["streamJobEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happens to all jobs, as Server-Sent Events
         * @description Begins with what happens from now on. Goes on after Last-Event-ID without a gap and without a repeat, also across a restart. A stream ends after five minutes or when its reader is too slow; come back then. Needs the role viewer.
         */
        get: operations["streamEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/failover/{job_id}/report": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a job did and what was observed, as a page to print
         * @description Needs the role viewer.
         */
        get: operations["getFailoverReport"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/failover/{vm_id}/readiness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether a failover of the VM may start now
         * @description 200 also when the VM is not ready; a CloudStack that does not answer makes checks `unknown`. Needs the role viewer.
         */
        get: operations["getFailoverReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vms/{vm_id}/failover-readiness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Comprehensive VM validation
         * @description 200 also when the VM is not ready; a CloudStack that does not answer makes checks `unknown`. Needs the role viewer.
         */
        get: operations["getVmFailoverReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vms/{vm_id}/configuration-check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Complete configuration validation
         * @description 200 also when the VM is not ready; a CloudStack that does not answer makes checks `unknown`. Needs the role viewer.
         */
        get: operations["getVmConfigurationCheck"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vms": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The inventory, with the last readiness and its age
         * @description Needs the role viewer.
         */
        get: operations["listVms"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vms/{vm_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One VM with its disks, networks and failover state
         * @description Needs the role viewer.
         */
        get: operations["getVm"];
        /**
         * Replaces the inventory of one VM
         * @description For the replication system: one transaction, full replacement. Needs the role operator.
         */
        put: operations["putVm"];
        post?: never;
        /**
         * Takes a VM out of the inventory
         * @description Its replicas are not touched. Refused while a job has the VM or holds its replicas. Needs the role operator.
         */
        delete: operations["deleteVm"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vms/{vm_id}/sync-status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sync status
         * @description Needs the role viewer.
         */
        get: operations["getSyncStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vms/{vm_id}/network-mapping-status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Network mappings
         * @description Needs the role viewer.
         */
        get: operations["getNetworkMappingStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vms/{vm_id}/volume-status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Replicas
         * @description Needs the role viewer.
         */
        get: operations["getVolumeStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/vms/{vm_id}/active-jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Active jobs
         * @description Needs the role viewer.
         */
        get: operations["getActiveJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/network-mappings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All network mappings, production and test
         * @description Needs the role viewer.
         */
        get: operations["listNetworkMappings"];
        put?: never;
        /**
         * Maps a source network of a VM to a CloudStack network
         * @description Needs the role operator.
         */
        post: operations["createNetworkMapping"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/network-mappings/{vm_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The network mappings of one VM
         * @description Needs the role viewer.
         */
        get: operations["getNetworkMappings"];
        /**
         * Replaces all network mappings of one VM
         * @description One transaction: either the whole set is stored or nothing is changed. Needs the role operator.
         */
        put: operations["replaceNetworkMappings"];
        post?: never;
        /**
         * Deletes all network mappings of one VM
         * @description Needs the role operator.
         */
        delete: operations["deleteNetworkMappings"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/networks/available": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * CloudStack networks usable as destinations
         * @description Needs the role viewer.
         */
        get: operations["listAvailableNetworks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ossea-configs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The CloudStack targets, keys masked
         * @description Needs the role viewer.
         */
        get: operations["listOsseaConfigs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ossea-configs/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One CloudStack target, keys masked
         * @description Needs the role viewer.
         */
        get: operations["getOsseaConfig"];
        /**
         * Creates or replaces a CloudStack target
         * @description Keys are write-only; absent keys keep the stored ones. Needs the role admin.
         */
        put: operations["putOsseaConfig"];
        post?: never;
        /**
         * Deletes a CloudStack target that nothing uses
         * @description Needs the role admin.
         */
        delete: operations["deleteOsseaConfig"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ossea-configs/{name}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes this the one active configuration
         * @description Only with keys to sign with: 409 without. Needs the role admin.
         */
        post: operations["activateOsseaConfig"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ossea-configs/{name}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asks CloudStack whether this configuration works
         * @description Reads only. Names the commands the key may not call and the objects it does not see. Needs the role admin.
         */
        post: operations["testOsseaConfig"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who calls
         * @description Needs the role viewer.
         */
        get: operations["getSession"];
        put?: never;
        /**
         * Gives the bearer of a token a cookie for the console
         * @description HttpOnly and SameSite=Strict, for 12 hours; it has the role of the token and ends with it. Needs the role viewer.
         */
        post: operations["signIn"];
        /**
         * Ends the session of the cookie
         * @description Needs the role viewer.
         */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All tokens, without their secrets
         * @description Needs the role admin.
         */
        get: operations["listTokens"];
        put?: never;
        /**
         * Makes an API token
         * @description The token is in this answer only; its SHA-256 is stored. Needs the role admin.
         */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tokens/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Revokes a token for good
         * @description Revoking it again changes nothing. The bootstrap token is back after a restart of an API that has it. Needs the role admin.
         */
        delete: operations["revokeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who tried to change what, when, why, and how it was answered; newest first
         * @description Needs the role admin.
         */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/debug/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the parts answer; figures with a token only
         * @description 200 whatever the state is: the words tell. Open.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/debug/diagnosis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Everything a failover needs, looked at now, and what to do about what is wrong
         * @description Temporal, its search attributes, workers, the database and its schema, the active configuration, its key and permissions, and the clocks. Takes some seconds; 200 whatever is found. Needs the role operator.
         */
        post: operations["diagnose"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/debug/failover-jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Jobs as projected beside their workflows, with every disagreement
         * @description Newest first. Asks Temporal for each job of the page, so pages are small. Needs the role viewer.
         */
        get: operations["debugFailoverJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/debug/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The last lines of this API process's log; of a job also what its run has recorded
         * @description Oldest first, secrets censored. The worker’s own log is where the worker writes it. Needs the role viewer.
         */
        get: operations["getLogs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/debug/endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every route with the role it needs
         * @description Needs the role viewer.
         */
        get: operations["listEndpoints"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This document
         * @description Open.
         */
        get: operations["getOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This document as a page to read; needs nothing from elsewhere
         * @description Open.
         */
        get: operations["getDocs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Every answer that is not a success */
        Error: {
            /** @constant */
            success: false;
            message: string;
            error: string;
            /** @enum {string} */
            error_code: "VALIDATION_FAILED" | "UNAUTHORIZED" | "FORBIDDEN" | "NOT_FOUND" | "VM_NOT_FOUND" | "JOB_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "ACTIVE_JOBS" | "INVALID_STATE" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "NOT_READY" | "NETWORK_MAPPING_MISSING" | "CONFIRMATION_REQUIRED" | "IDEMPOTENCY_KEY_REUSED" | "RATE_LIMITED" | "INTERNAL_ERROR" | "OSSEA_API_ERROR" | "OSSEA_NOT_CONFIGURED" | "UNAVAILABLE";
            /** Format: date-time */
            timestamp: string;
            request_id: string;
            required_actions?: string[];
            details?: {
                [key: string]: unknown;
            };
        };
        LiveFailoverRequest: {
            vm_id: string;
            /** @description must equal the inventory's */
            vm_name?: string;
            /**
             * @description skips advice, never safety: lock, owner, networks, hold of replication
             * @default false
             */
            skip_validation?: boolean;
            /**
             * @description source network name → id or name of a CloudStack network; overrides stored mappings
             * @default {}
             */
            network_mappings?: {
                [key: string]: string;
            };
            /**
             * @description not in this release: any content is refused with 422
             * @default {}
             */
            notification_config?: {
                [key: string]: unknown;
            };
            reason?: string;
            /** @default {} */
            custom_config?: components["schemas"]["CustomConfig"];
        };
        CustomConfig: {
            skip_snapshot?: boolean;
            /** @enum {string} */
            protection?: "auto" | "vm-snapshot" | "volume-snapshot" | "clone";
            /** @description only live: from its completion until its snapshots are deleted by themselves */
            commit_after?: string;
            /** @constant */
            source_running?: "accept";
            name?: string;
            service_offering_id?: string;
            boot_check?: {
                /** @enum {string} */
                kind: "tcp" | "http";
                port: number;
                /** @description only for http */
                path?: string;
                /** @default 5m */
                timeout?: string;
                /** @default false */
                required?: boolean;
            };
            hardware?: {
                os_type_id?: string;
                /** @enum {string} */
                root_disk_bus?: "ide" | "scsi" | "virtio" | "sata";
                /** @enum {string} */
                data_disk_bus?: "ide" | "scsi" | "virtio" | "sata";
                /** @enum {string} */
                nic_model?: "e1000" | "virtio" | "rtl8139" | "vmxnet3";
                /** @enum {string} */
                boot_type?: "BIOS" | "UEFI";
                /** @enum {string} */
                boot_mode?: "LEGACY" | "SECURE";
            };
        };
        FailoverStarted: {
            /** @constant */
            success: true;
            message: string;
            job_id: string;
            estimated_duration: string;
            data: {
                /** @enum {string} */
                job_type: "live" | "test" | "rollback" | "commit" | "recover";
                /** @constant */
                status: "executing";
                vm_id: string;
                vm_name: string;
                /** @description as Go prints it; absent with auto_cleanup: false */
                test_duration?: string;
                auto_cleanup?: boolean;
            };
        };
        TestFailoverRequest: {
            vm_id: string;
            /** @description must equal the inventory's */
            vm_name?: string;
            /**
             * @description skips advice, never safety: lock, owner, networks, hold of replication
             * @default false
             */
            skip_validation?: boolean;
            /**
             * @description source network name → id or name of a CloudStack network; overrides stored mappings
             * @default {}
             */
            network_mappings?: {
                [key: string]: string;
            };
            /**
             * @description not in this release: any content is refused with 422
             * @default {}
             */
            notification_config?: {
                [key: string]: unknown;
            };
            reason?: string;
            /** @description from power-on to clean-up; 2h when absent */
            test_duration?: string;
            /**
             * @description false: the test stays up until it is ended, and test_duration must be absent
             * @default true
             */
            auto_cleanup?: boolean;
            /** @default {} */
            custom_config?: {
                /** @enum {string} */
                protection?: "auto" | "vm-snapshot" | "volume-snapshot" | "clone";
                name?: string;
                service_offering_id?: string;
                boot_check?: {
                    /** @enum {string} */
                    kind: "tcp" | "http";
                    port: number;
                    /** @description only for http */
                    path?: string;
                    /** @default 5m */
                    timeout?: string;
                    /** @default false */
                    required?: boolean;
                };
                hardware?: {
                    os_type_id?: string;
                    /** @enum {string} */
                    root_disk_bus?: "ide" | "scsi" | "virtio" | "sata";
                    /** @enum {string} */
                    data_disk_bus?: "ide" | "scsi" | "virtio" | "sata";
                    /** @enum {string} */
                    nic_model?: "e1000" | "virtio" | "rtl8139" | "vmxnet3";
                    /** @enum {string} */
                    boot_type?: "BIOS" | "UEFI";
                    /** @enum {string} */
                    boot_mode?: "LEGACY" | "SECURE";
                };
            };
        };
        TestEnding: {
            /** @constant */
            success: true;
            message: string;
            job_id: string;
            /** @enum {string} */
            status: "pending" | "validating" | "snapshotting" | "creating_vm" | "switching_volume" | "powering_on" | "completed" | "failed" | "cleanup" | "reverting" | "test_running" | "attention" | "cancelled" | "rolled_back";
            /**
             * @description ended: the job was over before this request
             * @enum {string}
             */
            cleanup_status: "in_progress" | "ended";
            /** @description of the clean-up of a test in hold, from the medians of past runs; null for a job that was over */
            estimated_cleanup_time: string | null;
        };
        /**
         * @example {
         *       "duration": "1h"
         *     }
         */
        ExtendRequest: {
            /** @description Go duration, added to the deadline */
            duration?: string;
            /**
             * Format: date-time
             * @description the new deadline
             */
            until?: string;
        };
        Extended: {
            /** @constant */
            success: true;
            message: string;
            job_id: string;
            /** Format: date-time */
            cleanup_at: string;
            /** @description nanoseconds */
            remaining: number;
        };
        RollbackRequest: {
            /**
             * @description must be true: what the destination has written is lost
             * @default false
             */
            confirm_data_loss?: boolean;
            /** @description why; it is recorded */
            reason: string;
        };
        CommitRequest: {
            /** @description why; it is recorded */
            reason?: string;
        };
        RecoverRequest: {
            /**
             * @description tells what would be done and changes nothing
             * @default false
             */
            dry_run?: boolean;
            /** @description why; it is recorded */
            reason?: string;
        };
        FailoverJob: {
            job_id: string;
            vm_id: string;
            vm_name: string;
            /** @enum {string} */
            job_type: "live" | "test" | "rollback" | "commit" | "recover";
            /** @enum {string} */
            status: "pending" | "validating" | "snapshotting" | "creating_vm" | "switching_volume" | "powering_on" | "completed" | "failed" | "cleanup" | "reverting" | "test_running" | "attention" | "cancelled" | "rolled_back";
            progress: number;
            current_step: ("validate" | "release" | "protect" | "create_vm" | "clone" | "attach" | "network" | "power_on" | "boot_check" | "hold" | "stop" | "detach" | "revert" | "reattach" | "discard" | "destroy_vm" | "verify" | "commit" | "complete") | null;
            /** Format: date-time */
            created_at: string;
            started_at: string | null;
            completed_at: string | null;
            /** @description when the test ends by itself */
            cleanup_at: string | null;
            /** @description the job that this one follows */
            parent_job_id: string | null;
            /** @description nanoseconds */
            duration: number;
            destination_vm_id: string | null;
            error_message: string | null;
        };
        FailoverStatus: {
            /** @constant */
            success: true;
            message: string;
            job_id: string;
            /** @enum {string} */
            status: "pending" | "validating" | "snapshotting" | "creating_vm" | "switching_volume" | "powering_on" | "completed" | "failed" | "cleanup" | "reverting" | "test_running" | "attention" | "cancelled" | "rolled_back";
            /** @description percent; never falls, and stays where it stood on failure */
            progress: number;
            current_step: ("validate" | "release" | "protect" | "create_vm" | "clone" | "attach" | "network" | "power_on" | "boot_check" | "hold" | "stop" | "detach" | "revert" | "reattach" | "discard" | "destroy_vm" | "verify" | "commit" | "complete") | null;
            strategy: ("volume-snapshot" | "vm-snapshot" | "clone" | "none") | null;
            /** @description of a test: why this strategy, and why none that would have been preferred */
            strategy_reasons: string[];
            /** Format: date-time */
            start_time: string;
            /** @description nanoseconds */
            duration: number;
            /** @description the run in Temporal's web UI; null where none is configured */
            temporal_url: string | null;
            /** @description what a call waits for before it is made: appliance, which other runs keep busy. Null also while Temporal does not answer */
            waiting_for: "appliance" | null;
            /** @description why the job waits for a person, the oldest question; null when it does not */
            attention: components["schemas"]["Attention"] | null;
            /** @description all open questions, oldest first; each is answered by its id */
            attentions: components["schemas"]["Attention"][];
            /** @description what a cancel would do now; null for a closed job */
            on_cancel: components["schemas"]["OnCancel"] | null;
            /** @description when the test ends by itself */
            cleanup_at: string | null;
            /** @description nanoseconds until cleanup_at */
            remaining: number | null;
            /** @description when the job was accepted; null before it is planned */
            data_age: components["schemas"]["DataAge"] | null;
            /** @description of the whole run, from the medians of past runs; null for a closed job */
            estimated_duration: string | null;
            /** @description what was observed at the end; null while the job is open */
            outcome: {
                [key: string]: unknown;
            } | null;
            job_details: {
                /** @enum {string} */
                job_type: "live" | "test" | "rollback" | "commit" | "recover";
                vm_id: string;
                vm_name: string;
                destination_vm_id: string | null;
                snapshot_id: string | null;
                error_message: string | null;
                requested_by: string;
                reason: string | null;
                /** Format: date-time */
                created_at: string;
                started_at: string | null;
                completed_at: string | null;
                custom_config: {
                    skip_snapshot?: boolean;
                    /** @enum {string} */
                    protection?: "auto" | "vm-snapshot" | "volume-snapshot" | "clone";
                    /** @description only live: from its completion until its snapshots are deleted by themselves */
                    commit_after?: string;
                    /** @constant */
                    source_running?: "accept";
                    name?: string;
                    service_offering_id?: string;
                    boot_check?: {
                        /** @enum {string} */
                        kind: "tcp" | "http";
                        port: number;
                        /** @description only for http */
                        path?: string;
                        /** @default 5m */
                        timeout: string;
                        /** @default false */
                        required: boolean;
                    };
                    hardware?: {
                        os_type_id?: string;
                        /** @enum {string} */
                        root_disk_bus?: "ide" | "scsi" | "virtio" | "sata";
                        /** @enum {string} */
                        data_disk_bus?: "ide" | "scsi" | "virtio" | "sata";
                        /** @enum {string} */
                        nic_model?: "e1000" | "virtio" | "rtl8139" | "vmxnet3";
                        /** @enum {string} */
                        boot_type?: "BIOS" | "UEFI";
                        /** @enum {string} */
                        boot_mode?: "LEGACY" | "SECURE";
                    };
                    network_mappings: {
                        [key: string]: string;
                    };
                    /** @description as Go prints it; absent with auto_cleanup: false */
                    test_duration?: string;
                    auto_cleanup?: boolean;
                };
            };
        };
        Attention: {
            id: string;
            /** Format: date-time */
            since: string;
            /** @description the call that cannot go on */
            key: string;
            reason: string;
            /** @description empty while it only has to be waited for */
            actions: {
                /** @enum {string} */
                action: "retry" | "skip" | "abandon";
                loses: string;
            }[];
        };
        OnCancel: {
            /** @description false: a cancel is answered 409 */
            possible: boolean;
            effect: string;
            /** @description the calls it would make, in their order; names with $ stand for ids */
            undoes: {
                key: string;
                activity: string;
                object: string;
            }[];
        };
        /** @description age of the replicas' data */
        DataAge: {
            /** @description null where the sync of a disk is not known */
            oldest_age_seconds: number | null;
            /** @description between the oldest and the newest disk */
            spread_seconds: number | null;
            disks: {
                disk_id: string;
                change_id: string;
                last_sync_time: string | null;
                age_seconds: number | null;
            }[];
        };
        Step: {
            /** @enum {string} */
            name: "validate" | "release" | "protect" | "create_vm" | "clone" | "attach" | "network" | "power_on" | "boot_check" | "hold" | "stop" | "detach" | "revert" | "reattach" | "discard" | "destroy_vm" | "verify" | "commit" | "complete";
            position: number;
            /** @enum {string} */
            status: "pending" | "running" | "completed" | "failed" | "undone" | "skipped";
            started_at: string | null;
            completed_at: string | null;
            duration: number | null;
            calls: components["schemas"]["StepCall"][];
        };
        StepCall: {
            key: string;
            activity: string;
            object: string;
            /** @enum {string} */
            status: "pending" | "running" | "completed" | "failed" | "undone" | "skipped";
            try: number;
            cloudstack_job_id?: string;
            observed?: string;
            /** @description true: the world was already so; false: CloudStack has acknowledged it; absent where nobody can tell */
            found?: boolean;
            error?: string;
            /** Format: date-time */
            started_at?: string;
            /** Format: date-time */
            completed_at?: string;
        };
        CancelRequest: {
            /** @description why; it is recorded */
            reason: string;
        };
        CancelAccepted: {
            /** @constant */
            success: true;
            message: string;
            job_id: string;
            /** @enum {string} */
            status: "pending" | "validating" | "snapshotting" | "creating_vm" | "switching_volume" | "powering_on" | "completed" | "failed" | "cleanup" | "reverting" | "test_running" | "attention" | "cancelled" | "rolled_back";
        };
        ResolveRequest: {
            attention_id: string;
            /** @enum {string} */
            action: "retry" | "skip" | "abandon";
            /** @description why; it is recorded */
            reason: string;
            /**
             * @description must be true for abandon
             * @default false
             */
            confirm_data_loss?: boolean;
        };
        Resolved: {
            /** @constant */
            success: true;
            message: string;
            job_id: string;
            attention_id: string;
            /** @enum {string} */
            action: "retry" | "skip" | "abandon";
        };
        /**
         * @example {
         *       "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
         *       "type": "test",
         *       "test_duration": "2h"
         *     }
         */
        DryRunRequest: {
            vm_id: string;
            /** @description must equal the inventory's */
            vm_name?: string;
            /**
             * @description skips advice, never safety: lock, owner, networks, hold of replication
             * @default false
             */
            skip_validation?: boolean;
            /**
             * @description source network name → id or name of a CloudStack network; overrides stored mappings
             * @default {}
             */
            network_mappings?: {
                [key: string]: string;
            };
            /**
             * @description not in this release: any content is refused with 422
             * @default {}
             */
            notification_config?: {
                [key: string]: unknown;
            };
            reason?: string;
            /** @default {} */
            custom_config?: components["schemas"]["CustomConfig"];
            /**
             * @description the kind of failover
             * @default live
             * @enum {string}
             */
            type?: "live" | "test";
            /** @description from power-on to clean-up; 2h when absent */
            test_duration?: string;
            auto_cleanup?: boolean;
        };
        DryRun: {
            /** @constant */
            success: true;
            message: string;
            would_start: boolean;
            /** @description with what the start would be refused */
            refusal: {
                /** @enum {string} */
                error_code: "VALIDATION_FAILED" | "UNAUTHORIZED" | "FORBIDDEN" | "NOT_FOUND" | "VM_NOT_FOUND" | "JOB_NOT_FOUND" | "METHOD_NOT_ALLOWED" | "ACTIVE_JOBS" | "INVALID_STATE" | "PAYLOAD_TOO_LARGE" | "UNSUPPORTED_MEDIA_TYPE" | "NOT_READY" | "NETWORK_MAPPING_MISSING" | "CONFIRMATION_REQUIRED" | "IDEMPOTENCY_KEY_REUSED" | "RATE_LIMITED" | "INTERNAL_ERROR" | "OSSEA_API_ERROR" | "OSSEA_NOT_CONFIGURED" | "UNAVAILABLE";
                message: string;
            } | null;
            checks: components["schemas"]["ReadinessCheck"][];
            warnings: string[];
            required_actions: string[];
            estimated_duration: string;
            /** @description now; null without a plan */
            data_age: components["schemas"]["DataAge"] | null;
            plan: components["schemas"]["DryRunPlan"] | null;
        };
        ReadinessCheck: {
            check_name: string;
            /** @enum {string} */
            check_type: "critical" | "warning" | "info";
            /** @enum {string} */
            status: "pass" | "fail" | "warning" | "skip" | "unknown";
            message: string;
            /** @description nanoseconds */
            execution_time: number;
            details?: {
                [key: string]: unknown;
            };
            /**
             * @description why the status is `unknown`: what became of the question to CloudStack
             * @enum {string}
             */
            error_class?: "refused" | "busy" | "capacity" | "denied" | "unavailable" | "unknown-outcome";
        };
        DryRunPlan: {
            vm_id: string;
            vm_name: string;
            config: string;
            appliance_vm_id: string;
            /** @enum {string} */
            strategy: "volume-snapshot" | "vm-snapshot" | "clone" | "none";
            strategy_reasons: string[];
            rollback: {
                possible: boolean;
                note: string;
            };
            destination: {
                host_name: string;
                display_name: string;
                zone_id: string;
                account: string;
                domain_id: string;
                hypervisor: string;
                template_id: string;
            };
            offering: {
                service_offering_id: string;
                cpu_count: number;
                memory_mb: number;
                /** @description what the offering leaves open */
                details: {
                    [key: string]: string;
                };
            };
            hardware: {
                os_type_id: string | null;
                boot_type: string;
                boot_mode: string;
                root_disk_controller: string;
                data_disk_controller: string;
                nic_adapter: string;
            };
            nics: {
                source_network_name: string;
                network_id: string;
                network_name: string;
                mac: string;
                ip?: string;
            }[];
            disks: {
                disk_id: string;
                volume_id: string;
                size_bytes: number;
                boot: boolean;
                /** @description on the destination */
                device_id: number;
                appliance_device_id: number;
                change_id: string;
            }[];
            steps: components["schemas"]["DryRunStep"][];
            /** @description how the replicas come home: part of a test; of a live failover only an abandon takes it */
            way_back: {
                /** @enum {string} */
                name: "validate" | "release" | "protect" | "create_vm" | "clone" | "attach" | "network" | "power_on" | "boot_check" | "hold" | "stop" | "detach" | "revert" | "reattach" | "discard" | "destroy_vm" | "verify" | "commit" | "complete";
                /** @enum {string} */
                status: "pending" | "validating" | "snapshotting" | "creating_vm" | "switching_volume" | "powering_on" | "completed" | "failed" | "cleanup" | "reverting" | "test_running" | "attention" | "cancelled" | "rolled_back";
                calls: components["schemas"]["DryRunCall"][];
            }[];
            /** @description true where the way back belongs to the run */
            returns: boolean;
            /** @description CloudStack commands of an undisturbed run that change something */
            total_changes: number;
        };
        DryRunStep: {
            /** @enum {string} */
            name: "validate" | "release" | "protect" | "create_vm" | "clone" | "attach" | "network" | "power_on" | "boot_check" | "hold" | "stop" | "detach" | "revert" | "reattach" | "discard" | "destroy_vm" | "verify" | "commit" | "complete";
            /** @enum {string} */
            status: "pending" | "validating" | "snapshotting" | "creating_vm" | "switching_volume" | "powering_on" | "completed" | "failed" | "cleanup" | "reverting" | "test_running" | "attention" | "cancelled" | "rolled_back";
            /** @description steps that are done before; those without a common order run at once */
            after: string[];
            skippable: boolean;
            /** @description from here on nothing is undone call by call */
            no_return: boolean;
            calls: components["schemas"]["DryRunCall"][];
        };
        DryRunCall: {
            key: string;
            /** @description the CloudStack command, or the name of a look that changes nothing */
            command: string;
            changes: boolean;
            /** @description a CloudStack id; a name with $ stands for one that is not known yet */
            object: string;
            args: {
                [key: string]: unknown;
            };
        };
        /** @description unnamed messages, with an id */
        FailoverEvent: {
            job_id: string;
            vm_id: string;
            /** @description per job, from 1, without gaps */
            seq: number;
            /** Format: date-time */
            time: string;
            type: string;
            message: string;
            details?: {
                [key: string]: unknown;
            };
        };
        /** @description messages named `state`: the job as it is now, first of all and after each change */
        RunState: {
            status: components["schemas"]["FailoverStatus"];
            steps: {
                /** @constant */
                success: true;
                message: string;
                job_id: string;
                /** @enum {string} */
                status: "pending" | "validating" | "snapshotting" | "creating_vm" | "switching_volume" | "powering_on" | "completed" | "failed" | "cleanup" | "reverting" | "test_running" | "attention" | "cancelled" | "rolled_back";
                progress: number;
                total_steps: number;
                steps: components["schemas"]["Step"][];
            };
        };
        /** @description messages named `beat`: every 3 s while the database answers */
        Beat: Record<string, never>;
        /** @description messages named `job`: one that has changed */
        ChangedJob: components["schemas"]["FailoverJob"];
        Readiness: {
            /** @constant */
            success: true;
            message: string;
            /** @description true exactly when a start without overrides would be accepted */
            is_valid: boolean;
            readiness_score: number;
            validation_result: {
                vm_id: string;
                is_ready: boolean;
                readiness_score: number;
                estimated_duration: string;
                checks: components["schemas"]["ReadinessCheck"][];
                warnings: string[];
                errors: string[];
                /** @description nanoseconds */
                execution_time: number;
            };
            required_actions: string[];
        };
        VmSummary: {
            vm_id: string;
            name: string;
            ossea_config: string | null;
            power_state: string;
            display_name: string;
            cpu_count: number;
            memory_mb: number;
            os_type: string;
            disk_count: number;
            disk_gb: number;
            /** @description how old the data is at most; null where a disk was never synced */
            oldest_sync: string | null;
            resync_required: boolean;
            /** @enum {string} */
            failover_state: "ready" | "failing_over" | "testing" | "failed_over" | "rolling_back";
            replication_allowed: boolean;
            held_by: string | null;
            /** @description as last computed; the list never asks CloudStack */
            last_readiness: {
                live: {
                    is_ready: boolean;
                    readiness_score: number;
                    /** Format: date-time */
                    time: string;
                    age_seconds: number;
                    /** @description the first check that speaks against it; null when it is ready */
                    failing: {
                        check_name: string;
                        message: string;
                        remedy: string | null;
                    } | null;
                } | null;
                test: {
                    is_ready: boolean;
                    readiness_score: number;
                    /** Format: date-time */
                    time: string;
                    age_seconds: number;
                    /** @description the first check that speaks against it; null when it is ready */
                    failing: {
                        check_name: string;
                        message: string;
                        remedy: string | null;
                    } | null;
                } | null;
            };
        };
        Vm: {
            vm_id: string;
            name: string;
            ossea_config: string | null;
            power_state: string;
            cpu_count: number;
            memory_mb: number;
            os_type: string;
            bios_setup: string;
            vm_tools_version: string;
            display_name: string;
            annotation: string;
            vmware_uuid: string;
            networks: {
                source_network_name: string;
                adapter_type: string;
                mac: string;
                ip?: string;
                connected: boolean;
            }[];
            disks: {
                disk_id: string;
                label: string;
                size_gb: number;
                unit_number: number;
                boot: boolean;
                volume_id: string | null;
                change_id: string | null;
                last_sync: {
                    job_id: string;
                    /** Format: date-time */
                    time: string;
                    /** @enum {string} */
                    type: "full" | "incremental";
                    success: boolean;
                } | null;
                /** @description the replica was altered; only a full sync mends it */
                resync_required: boolean;
            }[];
            replication: {
                job_id: string;
                status: string;
                progress: number;
            } | null;
            /** @enum {string} */
            failover_state: "ready" | "failing_over" | "testing" | "failed_over" | "rolling_back";
            /** @description false from the acceptance of any operation until every disk is home again */
            replication_allowed: boolean;
            /** @description the job that holds the VM */
            held_by: string | null;
        };
        VmInventory: {
            name: string;
            /** @default null */
            ossea_config?: string | null;
            power_state: string;
            cpu_count: number;
            memory_mb: number;
            /** @default  */
            os_type?: string;
            /** @default  */
            bios_setup?: string;
            /** @default  */
            vm_tools_version?: string;
            /** @default  */
            display_name?: string;
            /** @default  */
            annotation?: string;
            /** @default  */
            vmware_uuid?: string;
            networks: {
                source_network_name: string;
                adapter_type: string;
                mac: string;
                ip?: string;
                connected: boolean;
            }[];
            disks: {
                disk_id: string;
                label: string;
                size_gb: number;
                unit_number: number;
                boot: boolean;
                volume_id: string | null;
                change_id: string | null;
                last_sync: {
                    job_id: string;
                    /** Format: date-time */
                    time: string;
                    /** @enum {string} */
                    type: "full" | "incremental";
                    success: boolean;
                } | null;
            }[];
            /** @default null */
            replication?: {
                job_id: string;
                status: string;
                progress: number;
            } | null;
        };
        SyncStatus: {
            /** @description true when every disk has one from a successful sync */
            has_valid_change_id: boolean;
            /** @description of the disk that was synced last */
            latest_change_id: string | null;
            last_sync_time: string | null;
            replication_job_id: string | null;
            /** @description progress of the replication job */
            sync_percentage: number | null;
            /** @description what readiness says of this one question; the whole answer is failover-readiness */
            is_ready_for_failover: boolean;
            disks: {
                disk_id: string;
                change_id: string | null;
                last_sync_time: string | null;
                success: boolean | null;
                resync_required: boolean;
            }[];
        };
        NetworkMappingStatus: {
            total_networks: number;
            mapped_networks: number;
            unmapped_networks: number;
            test_networks_available: boolean;
            /** @description of the asked kind: production for live, test for test */
            mappings: {
                id: number;
                vm_id: string;
                source_network_name: string;
                destination_network_id: string;
                destination_network_name: string;
                is_test_network: boolean;
                /** @constant */
                status: "mapped";
            }[];
            unmapped: string[];
            /** @description what readiness says of this one question; the whole answer is failover-readiness */
            is_ready_for_failover: boolean;
        };
        /** @description null for a VM without disks */
        VolumeStatus: {
            volume_id: string | null;
            volume_name: string | null;
            /** @description `attached` when the replica is on the appliance and Ready */
            volume_status: string;
            size_gb: number;
            /** @description CloudStack's; DATADISK while on the appliance */
            volume_type: string | null;
            /** @enum {string} */
            attachment_status: "attached_to_oma" | "attached_to_other" | "detached" | "unknown";
            /** @description CloudStack shows the volume, and as Ready */
            is_accessible: boolean;
            /** @description what readiness says of this one question; the whole answer is failover-readiness */
            is_ready_for_failover: boolean;
            volumes: {
                disk_id: string;
                volume_id: string | null;
                volume_name: string | null;
                /** @description `attached` when the replica is on the appliance and Ready */
                volume_status: string;
                size_gb: number;
                /** @description CloudStack's; DATADISK while on the appliance */
                volume_type: string | null;
                /** @enum {string} */
                attachment_status: "attached_to_oma" | "attached_to_other" | "detached" | "unknown";
                /** @description CloudStack shows the volume, and as Ready */
                is_accessible: boolean;
                attached_to: string | null;
                boot: boolean;
            }[];
        } | null;
        ActiveJobs: {
            has_active_jobs: boolean;
            migration_jobs: number;
            failover_jobs: number;
            total_active: number;
            /** @description what readiness says of this one question; the whole answer is failover-readiness */
            is_ready_for_failover: boolean;
            jobs: {
                job_id: string;
                /** @enum {string} */
                job_type: "live" | "test" | "rollback" | "commit" | "recover" | "replication";
                status: ("pending" | "validating" | "snapshotting" | "creating_vm" | "switching_volume" | "powering_on" | "completed" | "failed" | "cleanup" | "reverting" | "test_running" | "attention" | "cancelled" | "rolled_back") | string;
            }[];
        };
        NetworkMappingInput: {
            vm_id: string;
            source_network_name: string;
            /** @description id of a CloudStack network, or its name */
            destination_network_id?: string;
            destination_network_name?: string;
            /** @default false */
            is_test_network?: boolean;
        };
        NetworkMapping: {
            id: number;
            vm_id: string;
            source_network_name: string;
            destination_network_id: string;
            destination_network_name: string;
            is_test_network: boolean;
        };
        NetworkMappingSet: {
            mappings: components["schemas"]["NetworkMappingItem"][];
        };
        NetworkMappingItem: {
            source_network_name: string;
            /** @description id of a CloudStack network, or its name */
            destination_network_id?: string;
            destination_network_name?: string;
            /** @default false */
            is_test_network?: boolean;
        };
        Network: {
            id: string;
            name: string;
            /** @description Isolated, L2 or Shared */
            type: string;
            state: string | null;
            cidr: string | null;
            zone: string | null;
            has_dhcp: boolean;
        };
        OsseaConfig: {
            name: string;
            api_url: string;
            /** @description masked */
            api_key: string | null;
            /** @description masked */
            secret_key: string | null;
            domain: string;
            zone: string;
            template_id: string;
            network_id: string;
            service_offering_id: string;
            disk_offering_id: string;
            oma_vm_id: string;
            storage_kind: string | null;
            is_active: boolean;
        };
        OsseaConfigInput: {
            /** @description if given, the name in the path */
            name?: string;
            /** Format: uri */
            api_url: string;
            api_key?: string;
            secret_key?: string;
            /** @default  */
            domain?: string;
            zone: string;
            template_id: string;
            /** @default  */
            network_id?: string;
            service_offering_id: string;
            /** @default  */
            disk_offering_id?: string;
            oma_vm_id: string;
            /** @default null */
            storage_kind?: ("qcow2" | "rbd" | "raw") | null;
        };
        Session: {
            /** @constant */
            success: true;
            message: string;
            /** @description of the token */
            name: string;
            /** @enum {string} */
            role: "viewer" | "operator" | "admin";
            /** @description what requests by cookie that change something bear in X-CSRF-Token; null without cookie */
            csrf_token: string | null;
            /** @description of the session; null without cookie */
            expires_at: string | null;
            /** @description whether runs have an address in Temporal's web UI */
            temporal_ui: boolean;
        };
        TokenInput: {
            /** @description who will bear it; shown in jobs and in the audit log, never given to another token */
            name: string;
            /** @enum {string} */
            role: "viewer" | "operator" | "admin";
            /** @description Go duration from now; without it the token holds until it is revoked */
            expires_in?: string;
        };
        Token: {
            id: number;
            name: string;
            /** @enum {string} */
            role: "viewer" | "operator" | "admin";
            /** Format: date-time */
            created_at: string;
            expires_at: string | null;
            /** @description to the minute */
            last_used_at: string | null;
            revoked_at: string | null;
        };
        AuditEntry: {
            id: number;
            /** Format: date-time */
            at: string;
            /** @description name of the token */
            actor: string;
            /** @description the operationId of the route */
            action: string;
            vm_id: string | null;
            job_id: string | null;
            request_id: string | null;
            reason: string | null;
            /** @description HTTP status of a success, else the error code */
            result: string;
            details: {
                [key: string]: unknown;
            } | null;
        };
        Health: {
            /** @constant */
            success: true;
            message: string;
            /**
             * @description unhealthy: nothing can be started; degraded: something a start needs is away or no worker runs
             * @enum {string}
             */
            status: "healthy" | "degraded" | "unhealthy";
            /** Format: date-time */
            timestamp: string;
            components: {
                /** @enum {string} */
                api_server: "up" | "down";
                /** @enum {string} */
                database: "up" | "down";
                /** @enum {string} */
                temporal: "up" | "down";
                /** @enum {string} */
                failover_engines: "up" | "down" | "no_worker";
                /** @enum {string} */
                ossea_client: "up" | "down" | "not_configured";
            };
            /** @description only with a valid token; null where it could not be read */
            metrics?: {
                version: string;
                workers: number | null;
                active_failover_jobs: number | null;
                total_vms_discovered: number | null;
                ossea_volumes: number | null;
                network_mappings: number | null;
            };
        };
        Finding: {
            name: string;
            /** @enum {string} */
            status: "pass" | "warning" | "fail" | "unknown";
            message: string;
            cure: string | null;
        };
        DebugJob: {
            job_id: string;
            vm_id: string;
            /** @enum {string} */
            job_type: "live" | "test" | "rollback" | "commit" | "recover";
            /** @enum {string} */
            status: "pending" | "validating" | "snapshotting" | "creating_vm" | "switching_volume" | "powering_on" | "completed" | "failed" | "cleanup" | "reverting" | "test_running" | "attention" | "cancelled" | "rolled_back";
            current_step: string | null;
            progress: number;
            /** @description number of the projection that was applied last */
            seq: number;
            /** Format: date-time */
            updated_at: string;
            /** @description the job that holds the VM */
            held_by: string | null;
            /** @description null for jobs of the original's engine */
            workflow: components["schemas"]["DebugWorkflow"] | null;
            disagreements: string[];
        };
        DebugWorkflow: {
            workflow_id: string;
            run_id: string;
            /** @description Temporal's word; `gone` where it does not know the run, `unknown` where it does not answer */
            state: string;
            history_events: number | null;
            /** @description the search attribute */
            failover_status: string | null;
            pending_activities: {
                activity: string;
                attempt: number;
                /** @enum {string} */
                state: "unspecified" | "scheduled" | "started" | "cancel_requested" | "paused" | "pause_requested";
                last_failure: string | null;
            }[];
            temporal_url: string | null;
        };
        LogLine: {
            /** Format: date-time */
            time: string;
            /** @enum {string} */
            level: "trace" | "debug" | "info" | "warn" | "error" | "fatal";
            /**
             * @description run: an event that the workflow has recorded
             * @enum {string}
             */
            source: "api" | "run";
            message: string;
            request_id: string | null;
            /** @description method, path and status of a request */
            request: string | null;
            /** @description may name hosts and addresses: null for viewers */
            cause: string | null;
        };
        RecoverPlan: {
            /** @enum {boolean} */
            success: true;
            message: string;
            job_id: string;
            /** @enum {string} */
            job_type: "live" | "test" | "rollback" | "commit" | "recover";
            /**
             * @description leave: nothing in CloudStack is changed; return: every replica comes home
             * @enum {string}
             */
            way: "leave" | "return";
            why: string;
            /** @description what would be asked of CloudStack, in order; names that begin with $ are not known yet */
            calls: {
                /** @enum {string} */
                step: "validate" | "release" | "protect" | "create_vm" | "clone" | "attach" | "network" | "power_on" | "boot_check" | "hold" | "stop" | "detach" | "revert" | "reattach" | "discard" | "destroy_vm" | "verify" | "commit" | "complete";
                activity: string;
                object: string;
            }[];
            /** @description volumes that come home as they are, because nothing can revert them */
            resync_required: string[];
            /** @description jobs it ends */
            becomes: {
                job_id: string;
                /** @enum {string} */
                status: "pending" | "validating" | "snapshotting" | "creating_vm" | "switching_volume" | "powering_on" | "completed" | "failed" | "cleanup" | "reverting" | "test_running" | "attention" | "cancelled" | "rolled_back";
            }[];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    startLiveFailover: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key with the same body gives the same answer for 30 days */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                 *       "vm_name": "PGWINTESTBIOS",
                 *       "skip_validation": false,
                 *       "network_mappings": {
                 *         "VM Network": "network-production-123"
                 *       },
                 *       "notification_config": {},
                 *       "reason": "The VMware site is down",
                 *       "custom_config": {
                 *         "skip_snapshot": true,
                 *         "protection": "auto",
                 *         "commit_after": "720h",
                 *         "source_running": "accept",
                 *         "name": "primary-ossea",
                 *         "service_offering_id": "offering-abcde",
                 *         "boot_check": {
                 *           "kind": "tcp",
                 *           "port": 1,
                 *           "path": "/health",
                 *           "timeout": "5m",
                 *           "required": false
                 *         },
                 *         "hardware": {
                 *           "os_type_id": "os type id",
                 *           "root_disk_bus": "ide",
                 *           "data_disk_bus": "ide",
                 *           "nic_model": "e1000",
                 *           "boot_type": "BIOS",
                 *           "boot_mode": "LEGACY"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["LiveFailoverRequest"];
            };
        };
        responses: {
            /** @description Success */
            202: {
                headers: {
                    /** @description where the status of the job is */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "job_id": "failover-20250818-161508-k3x7qa",
                     *       "estimated_duration": "5m30s",
                     *       "data": {
                     *         "job_type": "live",
                     *         "status": "executing",
                     *         "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                     *         "vm_name": "PGWINTESTBIOS",
                     *         "test_duration": "2h",
                     *         "auto_cleanup": true
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["FailoverStarted"];
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description FORBIDDEN: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not allowed: why, in one sentence",
                     *       "error": "Not allowed",
                     *       "error_code": "FORBIDDEN",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "FORBIDDEN";
                    };
                };
            };
            /** @description VM_NOT_FOUND: Unknown VM */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unknown VM: why, in one sentence",
                     *       "error": "Unknown VM",
                     *       "error_code": "VM_NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VM_NOT_FOUND";
                    };
                };
            };
            /** @description ACTIVE_JOBS: Another operation is open; INVALID_STATE: Not possible in this state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Another operation is open: why, in one sentence",
                     *       "error": "Another operation is open",
                     *       "error_code": "ACTIVE_JOBS",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "ACTIVE_JOBS" | "INVALID_STATE";
                    };
                };
            };
            /** @description PAYLOAD_TOO_LARGE: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Body too large: why, in one sentence",
                     *       "error": "Body too large",
                     *       "error_code": "PAYLOAD_TOO_LARGE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "PAYLOAD_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unsupported media type: why, in one sentence",
                     *       "error": "Unsupported media type",
                     *       "error_code": "UNSUPPORTED_MEDIA_TYPE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description NOT_READY: VM not ready; NETWORK_MAPPING_MISSING: Network mapping missing; IDEMPOTENCY_KEY_REUSED: Idempotency key reused; CONFIRMATION_REQUIRED: Confirmation required */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "VM not ready: why, in one sentence",
                     *       "error": "VM not ready",
                     *       "error_code": "NOT_READY",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "NOT_READY" | "NETWORK_MAPPING_MISSING" | "IDEMPOTENCY_KEY_REUSED" | "CONFIRMATION_REQUIRED";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description OSSEA_API_ERROR: CloudStack error */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "CloudStack error: why, in one sentence",
                     *       "error": "CloudStack error",
                     *       "error_code": "OSSEA_API_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "OSSEA_API_ERROR";
                    };
                };
            };
            /** @description OSSEA_NOT_CONFIGURED: No CloudStack configuration; UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "No CloudStack configuration: why, in one sentence",
                     *       "error": "No CloudStack configuration",
                     *       "error_code": "OSSEA_NOT_CONFIGURED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "OSSEA_NOT_CONFIGURED" | "UNAVAILABLE";
                    };
                };
            };
        };
    };
    startTestFailover: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key with the same body gives the same answer for 30 days */
                "idempotency-key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                 *       "vm_name": "PGWINTESTBIOS",
                 *       "skip_validation": false,
                 *       "network_mappings": {
                 *         "VM Network": "network-production-123"
                 *       },
                 *       "notification_config": {},
                 *       "reason": "The VMware site is down",
                 *       "test_duration": "2h",
                 *       "auto_cleanup": true,
                 *       "custom_config": {
                 *         "protection": "auto",
                 *         "name": "primary-ossea",
                 *         "service_offering_id": "offering-abcde",
                 *         "boot_check": {
                 *           "kind": "tcp",
                 *           "port": 1,
                 *           "path": "/health",
                 *           "timeout": "5m",
                 *           "required": false
                 *         },
                 *         "hardware": {
                 *           "os_type_id": "os type id",
                 *           "root_disk_bus": "ide",
                 *           "data_disk_bus": "ide",
                 *           "nic_model": "e1000",
                 *           "boot_type": "BIOS",
                 *           "boot_mode": "LEGACY"
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["TestFailoverRequest"];
            };
        };
        responses: {
            /** @description Success */
            202: {
                headers: {
                    /** @description where the status of the job is */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "job_id": "failover-20250818-161508-k3x7qa",
                     *       "estimated_duration": "5m30s",
                     *       "data": {
                     *         "job_type": "live",
                     *         "status": "executing",
                     *         "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                     *         "vm_name": "PGWINTESTBIOS",
                     *         "test_duration": "2h",
                     *         "auto_cleanup": true
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["FailoverStarted"];
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description FORBIDDEN: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not allowed: why, in one sentence",
                     *       "error": "Not allowed",
                     *       "error_code": "FORBIDDEN",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "FORBIDDEN";
                    };
                };
            };
            /** @description VM_NOT_FOUND: Unknown VM */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unknown VM: why, in one sentence",
                     *       "error": "Unknown VM",
                     *       "error_code": "VM_NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VM_NOT_FOUND";
                    };
                };
            };
            /** @description ACTIVE_JOBS: Another operation is open; INVALID_STATE: Not possible in this state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Another operation is open: why, in one sentence",
                     *       "error": "Another operation is open",
                     *       "error_code": "ACTIVE_JOBS",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "ACTIVE_JOBS" | "INVALID_STATE";
                    };
                };
            };
            /** @description PAYLOAD_TOO_LARGE: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Body too large: why, in one sentence",
                     *       "error": "Body too large",
                     *       "error_code": "PAYLOAD_TOO_LARGE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "PAYLOAD_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unsupported media type: why, in one sentence",
                     *       "error": "Unsupported media type",
                     *       "error_code": "UNSUPPORTED_MEDIA_TYPE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description NOT_READY: VM not ready; NETWORK_MAPPING_MISSING: Network mapping missing; IDEMPOTENCY_KEY_REUSED: Idempotency key reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "VM not ready: why, in one sentence",
                     *       "error": "VM not ready",
                     *       "error_code": "NOT_READY",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "NOT_READY" | "NETWORK_MAPPING_MISSING" | "IDEMPOTENCY_KEY_REUSED";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description OSSEA_API_ERROR: CloudStack error */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "CloudStack error: why, in one sentence",
                     *       "error": "CloudStack error",
                     *       "error_code": "OSSEA_API_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "OSSEA_API_ERROR";
                    };
                };
            };
            /** @description OSSEA_NOT_CONFIGURED: No CloudStack configuration; UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "No CloudStack configuration: why, in one sentence",
                     *       "error": "No CloudStack configuration",
                     *       "error_code": "OSSEA_NOT_CONFIGURED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "OSSEA_NOT_CONFIGURED" | "UNAVAILABLE";
                    };
                };
            };
        };
    };
    endTestFailover: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example failover-20250818-161508-k3x7qa */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "job_id": "failover-20250818-161508-k3x7qa",
                     *       "status": "pending",
                     *       "cleanup_status": "in_progress",
                     *       "estimated_cleanup_time": "estimated cleanup time"
                     *     }
                     */
                    "application/json": components["schemas"]["TestEnding"];
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description FORBIDDEN: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not allowed: why, in one sentence",
                     *       "error": "Not allowed",
                     *       "error_code": "FORBIDDEN",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "FORBIDDEN";
                    };
                };
            };
            /** @description JOB_NOT_FOUND: Unknown job */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unknown job: why, in one sentence",
                     *       "error": "Unknown job",
                     *       "error_code": "JOB_NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "JOB_NOT_FOUND";
                    };
                };
            };
            /** @description INVALID_STATE: Not possible in this state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not possible in this state: why, in one sentence",
                     *       "error": "Not possible in this state",
                     *       "error_code": "INVALID_STATE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INVALID_STATE";
                    };
                };
            };
            /** @description PAYLOAD_TOO_LARGE: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Body too large: why, in one sentence",
                     *       "error": "Body too large",
                     *       "error_code": "PAYLOAD_TOO_LARGE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "PAYLOAD_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unsupported media type: why, in one sentence",
                     *       "error": "Unsupported media type",
                     *       "error_code": "UNSUPPORTED_MEDIA_TYPE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    extendTestFailover: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key with the same body gives the same answer for 30 days */
                "idempotency-key"?: string;
            };
            path: {
                /** @example failover-20250818-161508-k3x7qa */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "duration": "1h"
                 *     }
                 */
                "application/json": components["schemas"]["ExtendRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "job_id": "failover-20250818-161508-k3x7qa",
                     *       "cleanup_at": "2025-08-18T15:15:08.000Z",
                     *       "remaining": 1
                     *     }
                     */
                    "application/json": components["schemas"]["Extended"];
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description FORBIDDEN: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not allowed: why, in one sentence",
                     *       "error": "Not allowed",
                     *       "error_code": "FORBIDDEN",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "FORBIDDEN";
                    };
                };
            };
            /** @description JOB_NOT_FOUND: Unknown job */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unknown job: why, in one sentence",
                     *       "error": "Unknown job",
                     *       "error_code": "JOB_NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "JOB_NOT_FOUND";
                    };
                };
            };
            /** @description INVALID_STATE: Not possible in this state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not possible in this state: why, in one sentence",
                     *       "error": "Not possible in this state",
                     *       "error_code": "INVALID_STATE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INVALID_STATE";
                    };
                };
            };
            /** @description PAYLOAD_TOO_LARGE: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Body too large: why, in one sentence",
                     *       "error": "Body too large",
                     *       "error_code": "PAYLOAD_TOO_LARGE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "PAYLOAD_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unsupported media type: why, in one sentence",
                     *       "error": "Unsupported media type",
                     *       "error_code": "UNSUPPORTED_MEDIA_TYPE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description IDEMPOTENCY_KEY_REUSED: Idempotency key reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Idempotency key reused: why, in one sentence",
                     *       "error": "Idempotency key reused",
                     *       "error_code": "IDEMPOTENCY_KEY_REUSED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "IDEMPOTENCY_KEY_REUSED";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    rollbackFailover: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key with the same body gives the same answer for 30 days */
                "idempotency-key"?: string;
            };
            path: {
                /** @example failover-20250818-161508-k3x7qa */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "confirm_data_loss": false,
                 *       "reason": "The VMware site is down"
                 *     }
                 */
                "application/json": components["schemas"]["RollbackRequest"];
            };
        };
        responses: {
            /** @description Success */
            202: {
                headers: {
                    /** @description where the status of the job is */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "job_id": "failover-20250818-161508-k3x7qa",
                     *       "estimated_duration": "5m30s",
                     *       "data": {
                     *         "job_type": "live",
                     *         "status": "executing",
                     *         "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                     *         "vm_name": "PGWINTESTBIOS",
                     *         "test_duration": "2h",
                     *         "auto_cleanup": true
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["FailoverStarted"];
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description FORBIDDEN: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not allowed: why, in one sentence",
                     *       "error": "Not allowed",
                     *       "error_code": "FORBIDDEN",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "FORBIDDEN";
                    };
                };
            };
            /** @description JOB_NOT_FOUND: Unknown job; NOT_FOUND: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unknown job: why, in one sentence",
                     *       "error": "Unknown job",
                     *       "error_code": "JOB_NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "JOB_NOT_FOUND" | "NOT_FOUND";
                    };
                };
            };
            /** @description ACTIVE_JOBS: Another operation is open; INVALID_STATE: Not possible in this state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Another operation is open: why, in one sentence",
                     *       "error": "Another operation is open",
                     *       "error_code": "ACTIVE_JOBS",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "ACTIVE_JOBS" | "INVALID_STATE";
                    };
                };
            };
            /** @description PAYLOAD_TOO_LARGE: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Body too large: why, in one sentence",
                     *       "error": "Body too large",
                     *       "error_code": "PAYLOAD_TOO_LARGE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "PAYLOAD_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unsupported media type: why, in one sentence",
                     *       "error": "Unsupported media type",
                     *       "error_code": "UNSUPPORTED_MEDIA_TYPE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description NOT_READY: VM not ready; IDEMPOTENCY_KEY_REUSED: Idempotency key reused; CONFIRMATION_REQUIRED: Confirmation required */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "VM not ready: why, in one sentence",
                     *       "error": "VM not ready",
                     *       "error_code": "NOT_READY",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "NOT_READY" | "IDEMPOTENCY_KEY_REUSED" | "CONFIRMATION_REQUIRED";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description OSSEA_API_ERROR: CloudStack error */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "CloudStack error: why, in one sentence",
                     *       "error": "CloudStack error",
                     *       "error_code": "OSSEA_API_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "OSSEA_API_ERROR";
                    };
                };
            };
            /** @description OSSEA_NOT_CONFIGURED: No CloudStack configuration; UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "No CloudStack configuration: why, in one sentence",
                     *       "error": "No CloudStack configuration",
                     *       "error_code": "OSSEA_NOT_CONFIGURED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "OSSEA_NOT_CONFIGURED" | "UNAVAILABLE";
                    };
                };
            };
        };
    };
    commitFailover: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key with the same body gives the same answer for 30 days */
                "idempotency-key"?: string;
            };
            path: {
                /** @example failover-20250818-161508-k3x7qa */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The VMware site is down"
                 *     }
                 */
                "application/json": components["schemas"]["CommitRequest"];
            };
        };
        responses: {
            /** @description Success */
            202: {
                headers: {
                    /** @description where the status of the job is */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "job_id": "failover-20250818-161508-k3x7qa",
                     *       "estimated_duration": "5m30s",
                     *       "data": {
                     *         "job_type": "live",
                     *         "status": "executing",
                     *         "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                     *         "vm_name": "PGWINTESTBIOS",
                     *         "test_duration": "2h",
                     *         "auto_cleanup": true
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["FailoverStarted"];
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description FORBIDDEN: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not allowed: why, in one sentence",
                     *       "error": "Not allowed",
                     *       "error_code": "FORBIDDEN",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "FORBIDDEN";
                    };
                };
            };
            /** @description JOB_NOT_FOUND: Unknown job; NOT_FOUND: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unknown job: why, in one sentence",
                     *       "error": "Unknown job",
                     *       "error_code": "JOB_NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "JOB_NOT_FOUND" | "NOT_FOUND";
                    };
                };
            };
            /** @description ACTIVE_JOBS: Another operation is open; INVALID_STATE: Not possible in this state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Another operation is open: why, in one sentence",
                     *       "error": "Another operation is open",
                     *       "error_code": "ACTIVE_JOBS",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "ACTIVE_JOBS" | "INVALID_STATE";
                    };
                };
            };
            /** @description PAYLOAD_TOO_LARGE: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Body too large: why, in one sentence",
                     *       "error": "Body too large",
                     *       "error_code": "PAYLOAD_TOO_LARGE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "PAYLOAD_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unsupported media type: why, in one sentence",
                     *       "error": "Unsupported media type",
                     *       "error_code": "UNSUPPORTED_MEDIA_TYPE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description NOT_READY: VM not ready; IDEMPOTENCY_KEY_REUSED: Idempotency key reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "VM not ready: why, in one sentence",
                     *       "error": "VM not ready",
                     *       "error_code": "NOT_READY",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "NOT_READY" | "IDEMPOTENCY_KEY_REUSED";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description OSSEA_API_ERROR: CloudStack error */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "CloudStack error: why, in one sentence",
                     *       "error": "CloudStack error",
                     *       "error_code": "OSSEA_API_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "OSSEA_API_ERROR";
                    };
                };
            };
            /** @description OSSEA_NOT_CONFIGURED: No CloudStack configuration; UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "No CloudStack configuration: why, in one sentence",
                     *       "error": "No CloudStack configuration",
                     *       "error_code": "OSSEA_NOT_CONFIGURED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "OSSEA_NOT_CONFIGURED" | "UNAVAILABLE";
                    };
                };
            };
        };
    };
    recoverFailover: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key with the same body gives the same answer for 30 days */
                "idempotency-key"?: string;
            };
            path: {
                /** @example failover-20250818-161508-k3x7qa */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "dry_run": false,
                 *       "reason": "The VMware site is down"
                 *     }
                 */
                "application/json": components["schemas"]["RecoverRequest"];
            };
        };
        responses: {
            /** @description What a recovery would do; nothing was changed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "job_id": "failover-20250818-161508-k3x7qa",
                     *       "job_type": "live",
                     *       "way": "leave",
                     *       "why": "why",
                     *       "calls": [
                     *         {
                     *           "step": "validate",
                     *           "activity": "activity",
                     *           "object": "object"
                     *         }
                     *       ],
                     *       "resync_required": [
                     *         "resync required"
                     *       ],
                     *       "becomes": [
                     *         {
                     *           "job_id": "failover-20250818-161508-k3x7qa",
                     *           "status": "pending"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["RecoverPlan"];
                };
            };
            /** @description Success */
            202: {
                headers: {
                    /** @description where the status of the job is */
                    Location?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "job_id": "failover-20250818-161508-k3x7qa",
                     *       "estimated_duration": "5m30s",
                     *       "data": {
                     *         "job_type": "live",
                     *         "status": "executing",
                     *         "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                     *         "vm_name": "PGWINTESTBIOS",
                     *         "test_duration": "2h",
                     *         "auto_cleanup": true
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["FailoverStarted"];
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description FORBIDDEN: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not allowed: why, in one sentence",
                     *       "error": "Not allowed",
                     *       "error_code": "FORBIDDEN",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "FORBIDDEN";
                    };
                };
            };
            /** @description JOB_NOT_FOUND: Unknown job; NOT_FOUND: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unknown job: why, in one sentence",
                     *       "error": "Unknown job",
                     *       "error_code": "JOB_NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "JOB_NOT_FOUND" | "NOT_FOUND";
                    };
                };
            };
            /** @description ACTIVE_JOBS: Another operation is open; INVALID_STATE: Not possible in this state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Another operation is open: why, in one sentence",
                     *       "error": "Another operation is open",
                     *       "error_code": "ACTIVE_JOBS",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "ACTIVE_JOBS" | "INVALID_STATE";
                    };
                };
            };
            /** @description PAYLOAD_TOO_LARGE: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Body too large: why, in one sentence",
                     *       "error": "Body too large",
                     *       "error_code": "PAYLOAD_TOO_LARGE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "PAYLOAD_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unsupported media type: why, in one sentence",
                     *       "error": "Unsupported media type",
                     *       "error_code": "UNSUPPORTED_MEDIA_TYPE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description NOT_READY: VM not ready; IDEMPOTENCY_KEY_REUSED: Idempotency key reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "VM not ready: why, in one sentence",
                     *       "error": "VM not ready",
                     *       "error_code": "NOT_READY",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "NOT_READY" | "IDEMPOTENCY_KEY_REUSED";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description OSSEA_API_ERROR: CloudStack error */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "CloudStack error: why, in one sentence",
                     *       "error": "CloudStack error",
                     *       "error_code": "OSSEA_API_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "OSSEA_API_ERROR";
                    };
                };
            };
            /** @description OSSEA_NOT_CONFIGURED: No CloudStack configuration; UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "No CloudStack configuration: why, in one sentence",
                     *       "error": "No CloudStack configuration",
                     *       "error_code": "OSSEA_NOT_CONFIGURED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "OSSEA_NOT_CONFIGURED" | "UNAVAILABLE";
                    };
                };
            };
        };
    };
    listFailoverJobs: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                status?: "pending" | "validating" | "snapshotting" | "creating_vm" | "switching_volume" | "powering_on" | "completed" | "failed" | "cleanup" | "reverting" | "test_running" | "attention" | "cancelled" | "rolled_back";
                type?: "live" | "test" | "rollback" | "commit" | "recover";
                vm_id?: string;
                /** @description true: only jobs that have not ended */
                open?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "total_jobs": 1,
                     *       "returned_jobs": 1,
                     *       "jobs": [
                     *         {
                     *           "job_id": "failover-20250818-161508-k3x7qa",
                     *           "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                     *           "vm_name": "PGWINTESTBIOS",
                     *           "job_type": "live",
                     *           "status": "pending",
                     *           "progress": 1,
                     *           "current_step": "validate",
                     *           "created_at": "2025-08-18T15:15:08.000Z",
                     *           "started_at": "2025-08-18T15:15:08.000Z",
                     *           "completed_at": "2025-08-18T15:15:08.000Z",
                     *           "cleanup_at": "2025-08-18T15:15:08.000Z",
                     *           "parent_job_id": "parent job id",
                     *           "duration": 1,
                     *           "destination_vm_id": "ossea-vm-12345",
                     *           "error_message": "error message"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        total_jobs: number;
                        returned_jobs: number;
                        jobs: components["schemas"]["FailoverJob"][];
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    getFailoverStatus: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example failover-20250818-161508-k3x7qa */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "job_id": "failover-20250818-161508-k3x7qa",
                     *       "status": "pending",
                     *       "progress": 1,
                     *       "current_step": "validate",
                     *       "strategy": "volume-snapshot",
                     *       "strategy_reasons": [
                     *         "strategy reasons"
                     *       ],
                     *       "start_time": "2025-08-18T15:15:08.000Z",
                     *       "duration": 1,
                     *       "temporal_url": "temporal url",
                     *       "waiting_for": "appliance",
                     *       "attention": {
                     *         "id": "id",
                     *         "since": "2025-08-18T15:15:08.000Z",
                     *         "key": "key",
                     *         "reason": "The VMware site is down",
                     *         "actions": [
                     *           {
                     *             "action": "retry",
                     *             "loses": "loses"
                     *           }
                     *         ]
                     *       },
                     *       "attentions": [
                     *         {
                     *           "id": "id",
                     *           "since": "2025-08-18T15:15:08.000Z",
                     *           "key": "key",
                     *           "reason": "The VMware site is down",
                     *           "actions": [
                     *             {
                     *               "action": "retry",
                     *               "loses": "loses"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "on_cancel": {
                     *         "possible": true,
                     *         "effect": "effect",
                     *         "undoes": [
                     *           {
                     *             "key": "key",
                     *             "activity": "activity",
                     *             "object": "object"
                     *           }
                     *         ]
                     *       },
                     *       "cleanup_at": "2025-08-18T15:15:08.000Z",
                     *       "remaining": 1,
                     *       "data_age": {
                     *         "oldest_age_seconds": 1,
                     *         "spread_seconds": 1,
                     *         "disks": [
                     *           {
                     *             "disk_id": "disk-2000",
                     *             "change_id": "52 3c ec 11 9e 2c 4c 3d-87 4a c3 4e 85 f2 ea 95/5",
                     *             "last_sync_time": "2025-08-18T15:15:08.000Z",
                     *             "age_seconds": 1
                     *           }
                     *         ]
                     *       },
                     *       "estimated_duration": "5m30s",
                     *       "outcome": {},
                     *       "job_details": {
                     *         "job_type": "live",
                     *         "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                     *         "vm_name": "PGWINTESTBIOS",
                     *         "destination_vm_id": "ossea-vm-12345",
                     *         "snapshot_id": "snapshot-67890",
                     *         "error_message": "error message",
                     *         "requested_by": "portal",
                     *         "reason": "The VMware site is down",
                     *         "created_at": "2025-08-18T15:15:08.000Z",
                     *         "started_at": "2025-08-18T15:15:08.000Z",
                     *         "completed_at": "2025-08-18T15:15:08.000Z",
                     *         "custom_config": {
                     *           "skip_snapshot": true,
                     *           "protection": "auto",
                     *           "commit_after": "720h",
                     *           "source_running": "accept",
                     *           "name": "primary-ossea",
                     *           "service_offering_id": "offering-abcde",
                     *           "boot_check": {
                     *             "kind": "tcp",
                     *             "port": 1,
                     *             "path": "/health",
                     *             "timeout": "5m",
                     *             "required": false
                     *           },
                     *           "hardware": {
                     *             "os_type_id": "os type id",
                     *             "root_disk_bus": "ide",
                     *             "data_disk_bus": "ide",
                     *             "nic_model": "e1000",
                     *             "boot_type": "BIOS",
                     *             "boot_mode": "LEGACY"
                     *           },
                     *           "network_mappings": {
                     *             "VM Network": "network-production-123"
                     *           },
                     *           "test_duration": "2h",
                     *           "auto_cleanup": true
                     *         }
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["FailoverStatus"];
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description JOB_NOT_FOUND: Unknown job */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unknown job: why, in one sentence",
                     *       "error": "Unknown job",
                     *       "error_code": "JOB_NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "JOB_NOT_FOUND";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    getFailoverSteps: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example failover-20250818-161508-k3x7qa */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "job_id": "failover-20250818-161508-k3x7qa",
                     *       "status": "pending",
                     *       "progress": 1,
                     *       "total_steps": 1,
                     *       "steps": [
                     *         {
                     *           "name": "validate",
                     *           "position": 1,
                     *           "status": "pending",
                     *           "started_at": "2025-08-18T15:15:08.000Z",
                     *           "completed_at": "2025-08-18T15:15:08.000Z",
                     *           "duration": 1,
                     *           "calls": [
                     *             {
                     *               "key": "key",
                     *               "activity": "activity",
                     *               "object": "object",
                     *               "status": "pending",
                     *               "try": 1,
                     *               "cloudstack_job_id": "cloudstack job id",
                     *               "observed": "observed",
                     *               "found": true,
                     *               "error": "error",
                     *               "started_at": "2025-08-18T15:15:08.000Z",
                     *               "completed_at": "2025-08-18T15:15:08.000Z"
                     *             }
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        job_id: string;
                        /** @enum {string} */
                        status: "pending" | "validating" | "snapshotting" | "creating_vm" | "switching_volume" | "powering_on" | "completed" | "failed" | "cleanup" | "reverting" | "test_running" | "attention" | "cancelled" | "rolled_back";
                        progress: number;
                        total_steps: number;
                        steps: components["schemas"]["Step"][];
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description JOB_NOT_FOUND: Unknown job */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unknown job: why, in one sentence",
                     *       "error": "Unknown job",
                     *       "error_code": "JOB_NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "JOB_NOT_FOUND";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    cancelFailover: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example failover-20250818-161508-k3x7qa */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "The VMware site is down"
                 *     }
                 */
                "application/json": components["schemas"]["CancelRequest"];
            };
        };
        responses: {
            /** @description Success */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "job_id": "failover-20250818-161508-k3x7qa",
                     *       "status": "pending"
                     *     }
                     */
                    "application/json": components["schemas"]["CancelAccepted"];
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description FORBIDDEN: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not allowed: why, in one sentence",
                     *       "error": "Not allowed",
                     *       "error_code": "FORBIDDEN",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "FORBIDDEN";
                    };
                };
            };
            /** @description JOB_NOT_FOUND: Unknown job */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unknown job: why, in one sentence",
                     *       "error": "Unknown job",
                     *       "error_code": "JOB_NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "JOB_NOT_FOUND";
                    };
                };
            };
            /** @description INVALID_STATE: Not possible in this state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not possible in this state: why, in one sentence",
                     *       "error": "Not possible in this state",
                     *       "error_code": "INVALID_STATE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INVALID_STATE";
                    };
                };
            };
            /** @description PAYLOAD_TOO_LARGE: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Body too large: why, in one sentence",
                     *       "error": "Body too large",
                     *       "error_code": "PAYLOAD_TOO_LARGE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "PAYLOAD_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unsupported media type: why, in one sentence",
                     *       "error": "Unsupported media type",
                     *       "error_code": "UNSUPPORTED_MEDIA_TYPE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    resolveAttention: {
        parameters: {
            query?: never;
            header?: {
                /** @description the same key with the same body gives the same answer for 30 days */
                "idempotency-key"?: string;
            };
            path: {
                /** @example failover-20250818-161508-k3x7qa */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "attention_id": "attention id",
                 *       "action": "retry",
                 *       "reason": "The VMware site is down",
                 *       "confirm_data_loss": false
                 *     }
                 */
                "application/json": components["schemas"]["ResolveRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "job_id": "failover-20250818-161508-k3x7qa",
                     *       "attention_id": "attention id",
                     *       "action": "retry"
                     *     }
                     */
                    "application/json": components["schemas"]["Resolved"];
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description FORBIDDEN: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not allowed: why, in one sentence",
                     *       "error": "Not allowed",
                     *       "error_code": "FORBIDDEN",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "FORBIDDEN";
                    };
                };
            };
            /** @description JOB_NOT_FOUND: Unknown job */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unknown job: why, in one sentence",
                     *       "error": "Unknown job",
                     *       "error_code": "JOB_NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "JOB_NOT_FOUND";
                    };
                };
            };
            /** @description INVALID_STATE: Not possible in this state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not possible in this state: why, in one sentence",
                     *       "error": "Not possible in this state",
                     *       "error_code": "INVALID_STATE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INVALID_STATE";
                    };
                };
            };
            /** @description PAYLOAD_TOO_LARGE: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Body too large: why, in one sentence",
                     *       "error": "Body too large",
                     *       "error_code": "PAYLOAD_TOO_LARGE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "PAYLOAD_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unsupported media type: why, in one sentence",
                     *       "error": "Unsupported media type",
                     *       "error_code": "UNSUPPORTED_MEDIA_TYPE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description CONFIRMATION_REQUIRED: Confirmation required; IDEMPOTENCY_KEY_REUSED: Idempotency key reused */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Confirmation required: why, in one sentence",
                     *       "error": "Confirmation required",
                     *       "error_code": "CONFIRMATION_REQUIRED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "CONFIRMATION_REQUIRED" | "IDEMPOTENCY_KEY_REUSED";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    dryRunFailover: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                 *       "type": "test",
                 *       "test_duration": "2h"
                 *     }
                 */
                "application/json": components["schemas"]["DryRunRequest"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "would_start": true,
                     *       "refusal": {
                     *         "error_code": "VALIDATION_FAILED",
                     *         "message": "What was done, in one sentence"
                     *       },
                     *       "checks": [
                     *         {
                     *           "check_name": "check name",
                     *           "check_type": "critical",
                     *           "status": "pass",
                     *           "message": "What was done, in one sentence",
                     *           "execution_time": 1,
                     *           "details": {},
                     *           "error_class": "refused"
                     *         }
                     *       ],
                     *       "warnings": [
                     *         "warnings"
                     *       ],
                     *       "required_actions": [
                     *         "required actions"
                     *       ],
                     *       "estimated_duration": "5m30s",
                     *       "data_age": {
                     *         "oldest_age_seconds": 1,
                     *         "spread_seconds": 1,
                     *         "disks": [
                     *           {
                     *             "disk_id": "disk-2000",
                     *             "change_id": "52 3c ec 11 9e 2c 4c 3d-87 4a c3 4e 85 f2 ea 95/5",
                     *             "last_sync_time": "2025-08-18T15:15:08.000Z",
                     *             "age_seconds": 1
                     *           }
                     *         ]
                     *       },
                     *       "plan": {
                     *         "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                     *         "vm_name": "PGWINTESTBIOS",
                     *         "config": "primary-ossea",
                     *         "appliance_vm_id": "appliance vm id",
                     *         "strategy": "volume-snapshot",
                     *         "strategy_reasons": [
                     *           "strategy reasons"
                     *         ],
                     *         "rollback": {
                     *           "possible": true,
                     *           "note": "note"
                     *         },
                     *         "destination": {
                     *           "host_name": "host name",
                     *           "display_name": "display name",
                     *           "zone_id": "zone id",
                     *           "account": "account",
                     *           "domain_id": "domain id",
                     *           "hypervisor": "hypervisor",
                     *           "template_id": "template-12345"
                     *         },
                     *         "offering": {
                     *           "service_offering_id": "offering-abcde",
                     *           "cpu_count": 1,
                     *           "memory_mb": 1,
                     *           "details": {
                     *             "name": "primary-ossea"
                     *           }
                     *         },
                     *         "hardware": {
                     *           "os_type_id": "os type id",
                     *           "boot_type": "boot type",
                     *           "boot_mode": "boot mode",
                     *           "root_disk_controller": "root disk controller",
                     *           "data_disk_controller": "data disk controller",
                     *           "nic_adapter": "nic adapter"
                     *         },
                     *         "nics": [
                     *           {
                     *             "source_network_name": "VM Network",
                     *             "network_id": "network-67890",
                     *             "network_name": "network name",
                     *             "mac": "00:50:56:aa:bb:cc",
                     *             "ip": "192.0.2.10"
                     *           }
                     *         ],
                     *         "disks": [
                     *           {
                     *             "disk_id": "disk-2000",
                     *             "volume_id": "e915ef05-ddf5-48d5-8352-a01300609717",
                     *             "size_bytes": 1,
                     *             "boot": true,
                     *             "device_id": 1,
                     *             "appliance_device_id": 1,
                     *             "change_id": "52 3c ec 11 9e 2c 4c 3d-87 4a c3 4e 85 f2 ea 95/5"
                     *           }
                     *         ],
                     *         "steps": [
                     *           {
                     *             "name": "validate",
                     *             "status": "pending",
                     *             "after": [
                     *               "after"
                     *             ],
                     *             "skippable": true,
                     *             "no_return": true,
                     *             "calls": [
                     *               {
                     *                 "key": "key",
                     *                 "command": "command",
                     *                 "changes": true,
                     *                 "object": "object",
                     *                 "args": {}
                     *               }
                     *             ]
                     *           }
                     *         ],
                     *         "way_back": [
                     *           {
                     *             "name": "validate",
                     *             "status": "pending",
                     *             "calls": [
                     *               {
                     *                 "key": "key",
                     *                 "command": "command",
                     *                 "changes": true,
                     *                 "object": "object",
                     *                 "args": {}
                     *               }
                     *             ]
                     *           }
                     *         ],
                     *         "returns": true,
                     *         "total_changes": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["DryRun"];
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description FORBIDDEN: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not allowed: why, in one sentence",
                     *       "error": "Not allowed",
                     *       "error_code": "FORBIDDEN",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "FORBIDDEN";
                    };
                };
            };
            /** @description VM_NOT_FOUND: Unknown VM */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unknown VM: why, in one sentence",
                     *       "error": "Unknown VM",
                     *       "error_code": "VM_NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VM_NOT_FOUND";
                    };
                };
            };
            /** @description PAYLOAD_TOO_LARGE: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Body too large: why, in one sentence",
                     *       "error": "Body too large",
                     *       "error_code": "PAYLOAD_TOO_LARGE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "PAYLOAD_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unsupported media type: why, in one sentence",
                     *       "error": "Unsupported media type",
                     *       "error_code": "UNSUPPORTED_MEDIA_TYPE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description NOT_READY: VM not ready */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "VM not ready: why, in one sentence",
                     *       "error": "VM not ready",
                     *       "error_code": "NOT_READY",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "NOT_READY";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description OSSEA_NOT_CONFIGURED: No CloudStack configuration; UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "No CloudStack configuration: why, in one sentence",
                     *       "error": "No CloudStack configuration",
                     *       "error_code": "OSSEA_NOT_CONFIGURED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "OSSEA_NOT_CONFIGURED" | "UNAVAILABLE";
                    };
                };
            };
        };
    };
    streamJobEvents: {
        parameters: {
            query?: {
                /** @description as the header Last-Event-ID, for clients that cannot set it */
                last_event_id?: string;
            };
            header?: {
                "last-event-id"?: string;
            };
            path: {
                /** @example failover-20250818-161508-k3x7qa */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["FailoverEvent"] | components["schemas"]["RunState"] | components["schemas"]["Beat"];
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description JOB_NOT_FOUND: Unknown job */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unknown job: why, in one sentence",
                     *       "error": "Unknown job",
                     *       "error_code": "JOB_NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "JOB_NOT_FOUND";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    streamEvents: {
        parameters: {
            query?: {
                /** @description as the header Last-Event-ID, for clients that cannot set it */
                last_event_id?: string;
            };
            header?: {
                "last-event-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["FailoverEvent"] | components["schemas"]["ChangedJob"] | components["schemas"]["Beat"];
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    getFailoverReport: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example failover-20250818-161508-k3x7qa */
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description JOB_NOT_FOUND: Unknown job */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unknown job: why, in one sentence",
                     *       "error": "Unknown job",
                     *       "error_code": "JOB_NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "JOB_NOT_FOUND";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    getFailoverReadiness: {
        parameters: {
            query?: {
                /** @description the kind of failover */
                type?: "live" | "test";
            };
            header?: never;
            path: {
                /** @example 4205a841-0265-f4bd-39a6-39fd92196f53 */
                vm_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "is_valid": true,
                     *       "readiness_score": 1,
                     *       "validation_result": {
                     *         "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                     *         "is_ready": true,
                     *         "readiness_score": 1,
                     *         "estimated_duration": "5m30s",
                     *         "checks": [
                     *           {
                     *             "check_name": "check name",
                     *             "check_type": "critical",
                     *             "status": "pass",
                     *             "message": "What was done, in one sentence",
                     *             "execution_time": 1,
                     *             "details": {},
                     *             "error_class": "refused"
                     *           }
                     *         ],
                     *         "warnings": [
                     *           "warnings"
                     *         ],
                     *         "errors": [
                     *           "errors"
                     *         ],
                     *         "execution_time": 1
                     *       },
                     *       "required_actions": [
                     *         "required actions"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description VM_NOT_FOUND: Unknown VM */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unknown VM: why, in one sentence",
                     *       "error": "Unknown VM",
                     *       "error_code": "VM_NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VM_NOT_FOUND";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description OSSEA_NOT_CONFIGURED: No CloudStack configuration; UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "No CloudStack configuration: why, in one sentence",
                     *       "error": "No CloudStack configuration",
                     *       "error_code": "OSSEA_NOT_CONFIGURED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "OSSEA_NOT_CONFIGURED" | "UNAVAILABLE";
                    };
                };
            };
        };
    };
    getVmFailoverReadiness: {
        parameters: {
            query?: {
                /** @description the kind of failover */
                type?: "live" | "test";
            };
            header?: never;
            path: {
                /** @example 4205a841-0265-f4bd-39a6-39fd92196f53 */
                vm_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "is_valid": true,
                     *       "readiness_score": 1,
                     *       "validation_result": {
                     *         "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                     *         "is_ready": true,
                     *         "readiness_score": 1,
                     *         "estimated_duration": "5m30s",
                     *         "checks": [
                     *           {
                     *             "check_name": "check name",
                     *             "check_type": "critical",
                     *             "status": "pass",
                     *             "message": "What was done, in one sentence",
                     *             "execution_time": 1,
                     *             "details": {},
                     *             "error_class": "refused"
                     *           }
                     *         ],
                     *         "warnings": [
                     *           "warnings"
                     *         ],
                     *         "errors": [
                     *           "errors"
                     *         ],
                     *         "execution_time": 1
                     *       },
                     *       "required_actions": [
                     *         "required actions"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description VM_NOT_FOUND: Unknown VM */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unknown VM: why, in one sentence",
                     *       "error": "Unknown VM",
                     *       "error_code": "VM_NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VM_NOT_FOUND";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description OSSEA_NOT_CONFIGURED: No CloudStack configuration; UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "No CloudStack configuration: why, in one sentence",
                     *       "error": "No CloudStack configuration",
                     *       "error_code": "OSSEA_NOT_CONFIGURED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "OSSEA_NOT_CONFIGURED" | "UNAVAILABLE";
                    };
                };
            };
        };
    };
    getVmConfigurationCheck: {
        parameters: {
            query?: {
                /** @description the kind of failover */
                type?: "live" | "test";
            };
            header?: never;
            path: {
                /** @example 4205a841-0265-f4bd-39a6-39fd92196f53 */
                vm_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "is_valid": true,
                     *       "readiness_score": 1,
                     *       "validation_result": {
                     *         "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                     *         "is_ready": true,
                     *         "readiness_score": 1,
                     *         "estimated_duration": "5m30s",
                     *         "checks": [
                     *           {
                     *             "check_name": "check name",
                     *             "check_type": "critical",
                     *             "status": "pass",
                     *             "message": "What was done, in one sentence",
                     *             "execution_time": 1,
                     *             "details": {},
                     *             "error_class": "refused"
                     *           }
                     *         ],
                     *         "warnings": [
                     *           "warnings"
                     *         ],
                     *         "errors": [
                     *           "errors"
                     *         ],
                     *         "execution_time": 1
                     *       },
                     *       "required_actions": [
                     *         "required actions"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description VM_NOT_FOUND: Unknown VM */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unknown VM: why, in one sentence",
                     *       "error": "Unknown VM",
                     *       "error_code": "VM_NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VM_NOT_FOUND";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description OSSEA_NOT_CONFIGURED: No CloudStack configuration; UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "No CloudStack configuration: why, in one sentence",
                     *       "error": "No CloudStack configuration",
                     *       "error_code": "OSSEA_NOT_CONFIGURED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "OSSEA_NOT_CONFIGURED" | "UNAVAILABLE";
                    };
                };
            };
        };
    };
    listVms: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                failover_state?: "ready" | "failing_over" | "testing" | "failed_over" | "rolling_back";
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "total_vms": 1,
                     *       "returned_vms": 1,
                     *       "vms": [
                     *         {
                     *           "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                     *           "name": "primary-ossea",
                     *           "ossea_config": "primary-ossea",
                     *           "power_state": "power state",
                     *           "display_name": "display name",
                     *           "cpu_count": 1,
                     *           "memory_mb": 1,
                     *           "os_type": "os type",
                     *           "disk_count": 1,
                     *           "disk_gb": 1,
                     *           "oldest_sync": "2025-08-18T15:15:08.000Z",
                     *           "resync_required": true,
                     *           "failover_state": "ready",
                     *           "replication_allowed": true,
                     *           "held_by": "failover-20250818-161508-k3x7qa",
                     *           "last_readiness": {
                     *             "live": {
                     *               "is_ready": true,
                     *               "readiness_score": 1,
                     *               "time": "2025-08-18T15:15:08.000Z",
                     *               "age_seconds": 1,
                     *               "failing": {
                     *                 "check_name": "check name",
                     *                 "message": "What was done, in one sentence",
                     *                 "remedy": "remedy"
                     *               }
                     *             },
                     *             "test": {
                     *               "is_ready": true,
                     *               "readiness_score": 1,
                     *               "time": "2025-08-18T15:15:08.000Z",
                     *               "age_seconds": 1,
                     *               "failing": {
                     *                 "check_name": "check name",
                     *                 "message": "What was done, in one sentence",
                     *                 "remedy": "remedy"
                     *               }
                     *             }
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        total_vms: number;
                        returned_vms: number;
                        vms: components["schemas"]["VmSummary"][];
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    getVm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 4205a841-0265-f4bd-39a6-39fd92196f53 */
                vm_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "vm": {
                     *         "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                     *         "name": "primary-ossea",
                     *         "ossea_config": "primary-ossea",
                     *         "power_state": "power state",
                     *         "cpu_count": 1,
                     *         "memory_mb": 1,
                     *         "os_type": "os type",
                     *         "bios_setup": "bios setup",
                     *         "vm_tools_version": "vm tools version",
                     *         "display_name": "display name",
                     *         "annotation": "annotation",
                     *         "vmware_uuid": "vmware uuid",
                     *         "networks": [
                     *           {
                     *             "source_network_name": "VM Network",
                     *             "adapter_type": "adapter type",
                     *             "mac": "00:50:56:aa:bb:cc",
                     *             "ip": "192.0.2.10",
                     *             "connected": true
                     *           }
                     *         ],
                     *         "disks": [
                     *           {
                     *             "disk_id": "disk-2000",
                     *             "label": "Hard disk 1",
                     *             "size_gb": 1,
                     *             "unit_number": 1,
                     *             "boot": true,
                     *             "volume_id": "e915ef05-ddf5-48d5-8352-a01300609717",
                     *             "change_id": "52 3c ec 11 9e 2c 4c 3d-87 4a c3 4e 85 f2 ea 95/5",
                     *             "last_sync": {
                     *               "job_id": "failover-20250818-161508-k3x7qa",
                     *               "time": "2025-08-18T15:15:08.000Z",
                     *               "type": "full",
                     *               "success": true
                     *             },
                     *             "resync_required": true
                     *           }
                     *         ],
                     *         "replication": {
                     *           "job_id": "failover-20250818-161508-k3x7qa",
                     *           "status": "status",
                     *           "progress": 1
                     *         },
                     *         "failover_state": "ready",
                     *         "replication_allowed": true,
                     *         "held_by": "failover-20250818-161508-k3x7qa"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        vm: components["schemas"]["Vm"];
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description VM_NOT_FOUND: Unknown VM */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unknown VM: why, in one sentence",
                     *       "error": "Unknown VM",
                     *       "error_code": "VM_NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VM_NOT_FOUND";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    putVm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 4205a841-0265-f4bd-39a6-39fd92196f53 */
                vm_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "primary-ossea",
                 *       "ossea_config": "primary-ossea",
                 *       "power_state": "power state",
                 *       "cpu_count": 1,
                 *       "memory_mb": 1,
                 *       "os_type": "",
                 *       "bios_setup": "",
                 *       "vm_tools_version": "",
                 *       "display_name": "",
                 *       "annotation": "",
                 *       "vmware_uuid": "",
                 *       "networks": [
                 *         {
                 *           "source_network_name": "VM Network",
                 *           "adapter_type": "adapter type",
                 *           "mac": "00:50:56:aa:bb:cc",
                 *           "ip": "192.0.2.10",
                 *           "connected": true
                 *         }
                 *       ],
                 *       "disks": [
                 *         {
                 *           "disk_id": "disk-2000",
                 *           "label": "Hard disk 1",
                 *           "size_gb": 1,
                 *           "unit_number": 1,
                 *           "boot": true,
                 *           "volume_id": "e915ef05-ddf5-48d5-8352-a01300609717",
                 *           "change_id": "52 3c ec 11 9e 2c 4c 3d-87 4a c3 4e 85 f2 ea 95/5",
                 *           "last_sync": {
                 *             "job_id": "failover-20250818-161508-k3x7qa",
                 *             "time": "2025-08-18T15:15:08.000Z",
                 *             "type": "full",
                 *             "success": true
                 *           }
                 *         }
                 *       ],
                 *       "replication": {
                 *         "job_id": "failover-20250818-161508-k3x7qa",
                 *         "status": "status",
                 *         "progress": 1
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["VmInventory"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "vm": {
                     *         "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                     *         "name": "primary-ossea",
                     *         "ossea_config": "primary-ossea",
                     *         "power_state": "power state",
                     *         "cpu_count": 1,
                     *         "memory_mb": 1,
                     *         "os_type": "os type",
                     *         "bios_setup": "bios setup",
                     *         "vm_tools_version": "vm tools version",
                     *         "display_name": "display name",
                     *         "annotation": "annotation",
                     *         "vmware_uuid": "vmware uuid",
                     *         "networks": [
                     *           {
                     *             "source_network_name": "VM Network",
                     *             "adapter_type": "adapter type",
                     *             "mac": "00:50:56:aa:bb:cc",
                     *             "ip": "192.0.2.10",
                     *             "connected": true
                     *           }
                     *         ],
                     *         "disks": [
                     *           {
                     *             "disk_id": "disk-2000",
                     *             "label": "Hard disk 1",
                     *             "size_gb": 1,
                     *             "unit_number": 1,
                     *             "boot": true,
                     *             "volume_id": "e915ef05-ddf5-48d5-8352-a01300609717",
                     *             "change_id": "52 3c ec 11 9e 2c 4c 3d-87 4a c3 4e 85 f2 ea 95/5",
                     *             "last_sync": {
                     *               "job_id": "failover-20250818-161508-k3x7qa",
                     *               "time": "2025-08-18T15:15:08.000Z",
                     *               "type": "full",
                     *               "success": true
                     *             },
                     *             "resync_required": true
                     *           }
                     *         ],
                     *         "replication": {
                     *           "job_id": "failover-20250818-161508-k3x7qa",
                     *           "status": "status",
                     *           "progress": 1
                     *         },
                     *         "failover_state": "ready",
                     *         "replication_allowed": true,
                     *         "held_by": "failover-20250818-161508-k3x7qa"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        vm: components["schemas"]["Vm"];
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description FORBIDDEN: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not allowed: why, in one sentence",
                     *       "error": "Not allowed",
                     *       "error_code": "FORBIDDEN",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "FORBIDDEN";
                    };
                };
            };
            /** @description INVALID_STATE: Not possible in this state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not possible in this state: why, in one sentence",
                     *       "error": "Not possible in this state",
                     *       "error_code": "INVALID_STATE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INVALID_STATE";
                    };
                };
            };
            /** @description PAYLOAD_TOO_LARGE: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Body too large: why, in one sentence",
                     *       "error": "Body too large",
                     *       "error_code": "PAYLOAD_TOO_LARGE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "PAYLOAD_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unsupported media type: why, in one sentence",
                     *       "error": "Unsupported media type",
                     *       "error_code": "UNSUPPORTED_MEDIA_TYPE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    deleteVm: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 4205a841-0265-f4bd-39a6-39fd92196f53 */
                vm_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53"
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        vm_id: string;
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description FORBIDDEN: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not allowed: why, in one sentence",
                     *       "error": "Not allowed",
                     *       "error_code": "FORBIDDEN",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "FORBIDDEN";
                    };
                };
            };
            /** @description VM_NOT_FOUND: Unknown VM */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unknown VM: why, in one sentence",
                     *       "error": "Unknown VM",
                     *       "error_code": "VM_NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VM_NOT_FOUND";
                    };
                };
            };
            /** @description ACTIVE_JOBS: Another operation is open; INVALID_STATE: Not possible in this state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Another operation is open: why, in one sentence",
                     *       "error": "Another operation is open",
                     *       "error_code": "ACTIVE_JOBS",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "ACTIVE_JOBS" | "INVALID_STATE";
                    };
                };
            };
            /** @description PAYLOAD_TOO_LARGE: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Body too large: why, in one sentence",
                     *       "error": "Body too large",
                     *       "error_code": "PAYLOAD_TOO_LARGE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "PAYLOAD_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unsupported media type: why, in one sentence",
                     *       "error": "Unsupported media type",
                     *       "error_code": "UNSUPPORTED_MEDIA_TYPE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    getSyncStatus: {
        parameters: {
            query?: {
                /** @description the kind of failover */
                type?: "live" | "test";
            };
            header?: never;
            path: {
                /** @example 4205a841-0265-f4bd-39a6-39fd92196f53 */
                vm_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                     *       "sync_status": {
                     *         "has_valid_change_id": true,
                     *         "latest_change_id": "52 3c ec 11 9e 2c 4c 3d-87 4a c3 4e 85 f2 ea 95/5",
                     *         "last_sync_time": "2025-08-18T15:15:08.000Z",
                     *         "replication_job_id": "replication job id",
                     *         "sync_percentage": 1,
                     *         "is_ready_for_failover": true,
                     *         "disks": [
                     *           {
                     *             "disk_id": "disk-2000",
                     *             "change_id": "52 3c ec 11 9e 2c 4c 3d-87 4a c3 4e 85 f2 ea 95/5",
                     *             "last_sync_time": "2025-08-18T15:15:08.000Z",
                     *             "success": true,
                     *             "resync_required": true
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        vm_id: string;
                        sync_status: components["schemas"]["SyncStatus"];
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description VM_NOT_FOUND: Unknown VM */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unknown VM: why, in one sentence",
                     *       "error": "Unknown VM",
                     *       "error_code": "VM_NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VM_NOT_FOUND";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description OSSEA_NOT_CONFIGURED: No CloudStack configuration; UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "No CloudStack configuration: why, in one sentence",
                     *       "error": "No CloudStack configuration",
                     *       "error_code": "OSSEA_NOT_CONFIGURED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "OSSEA_NOT_CONFIGURED" | "UNAVAILABLE";
                    };
                };
            };
        };
    };
    getNetworkMappingStatus: {
        parameters: {
            query?: {
                /** @description the kind of failover */
                type?: "live" | "test";
            };
            header?: never;
            path: {
                /** @example 4205a841-0265-f4bd-39a6-39fd92196f53 */
                vm_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                     *       "network_status": {
                     *         "total_networks": 1,
                     *         "mapped_networks": 1,
                     *         "unmapped_networks": 1,
                     *         "test_networks_available": true,
                     *         "mappings": [
                     *           {
                     *             "id": 1,
                     *             "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                     *             "source_network_name": "VM Network",
                     *             "destination_network_id": "network-production-123",
                     *             "destination_network_name": "Production Network",
                     *             "is_test_network": true,
                     *             "status": "mapped"
                     *           }
                     *         ],
                     *         "unmapped": [
                     *           "unmapped"
                     *         ],
                     *         "is_ready_for_failover": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        vm_id: string;
                        network_status: components["schemas"]["NetworkMappingStatus"];
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description VM_NOT_FOUND: Unknown VM */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unknown VM: why, in one sentence",
                     *       "error": "Unknown VM",
                     *       "error_code": "VM_NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VM_NOT_FOUND";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description OSSEA_NOT_CONFIGURED: No CloudStack configuration; UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "No CloudStack configuration: why, in one sentence",
                     *       "error": "No CloudStack configuration",
                     *       "error_code": "OSSEA_NOT_CONFIGURED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "OSSEA_NOT_CONFIGURED" | "UNAVAILABLE";
                    };
                };
            };
        };
    };
    getVolumeStatus: {
        parameters: {
            query?: {
                /** @description the kind of failover */
                type?: "live" | "test";
            };
            header?: never;
            path: {
                /** @example 4205a841-0265-f4bd-39a6-39fd92196f53 */
                vm_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                     *       "volume_status": {
                     *         "volume_id": "e915ef05-ddf5-48d5-8352-a01300609717",
                     *         "volume_name": "volume name",
                     *         "volume_status": "volume status",
                     *         "size_gb": 1,
                     *         "volume_type": "volume type",
                     *         "attachment_status": "attached_to_oma",
                     *         "is_accessible": true,
                     *         "is_ready_for_failover": true,
                     *         "volumes": [
                     *           {
                     *             "disk_id": "disk-2000",
                     *             "volume_id": "e915ef05-ddf5-48d5-8352-a01300609717",
                     *             "volume_name": "volume name",
                     *             "volume_status": "volume status",
                     *             "size_gb": 1,
                     *             "volume_type": "volume type",
                     *             "attachment_status": "attached_to_oma",
                     *             "is_accessible": true,
                     *             "attached_to": "attached to",
                     *             "boot": true
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        vm_id: string;
                        volume_status: components["schemas"]["VolumeStatus"];
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description VM_NOT_FOUND: Unknown VM */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unknown VM: why, in one sentence",
                     *       "error": "Unknown VM",
                     *       "error_code": "VM_NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VM_NOT_FOUND";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description OSSEA_NOT_CONFIGURED: No CloudStack configuration; UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "No CloudStack configuration: why, in one sentence",
                     *       "error": "No CloudStack configuration",
                     *       "error_code": "OSSEA_NOT_CONFIGURED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "OSSEA_NOT_CONFIGURED" | "UNAVAILABLE";
                    };
                };
            };
        };
    };
    getActiveJobs: {
        parameters: {
            query?: {
                /** @description the kind of failover */
                type?: "live" | "test";
            };
            header?: never;
            path: {
                /** @example 4205a841-0265-f4bd-39a6-39fd92196f53 */
                vm_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                     *       "active_jobs": {
                     *         "has_active_jobs": true,
                     *         "migration_jobs": 1,
                     *         "failover_jobs": 1,
                     *         "total_active": 1,
                     *         "is_ready_for_failover": true,
                     *         "jobs": [
                     *           {
                     *             "job_id": "failover-20250818-161508-k3x7qa",
                     *             "job_type": "live",
                     *             "status": "pending"
                     *           }
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        vm_id: string;
                        active_jobs: components["schemas"]["ActiveJobs"];
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description VM_NOT_FOUND: Unknown VM */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unknown VM: why, in one sentence",
                     *       "error": "Unknown VM",
                     *       "error_code": "VM_NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VM_NOT_FOUND";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description OSSEA_NOT_CONFIGURED: No CloudStack configuration; UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "No CloudStack configuration: why, in one sentence",
                     *       "error": "No CloudStack configuration",
                     *       "error_code": "OSSEA_NOT_CONFIGURED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "OSSEA_NOT_CONFIGURED" | "UNAVAILABLE";
                    };
                };
            };
        };
    };
    listNetworkMappings: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                vm_id?: string;
                is_test_network?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "total_mappings": 1,
                     *       "returned_mappings": 1,
                     *       "mappings": [
                     *         {
                     *           "id": 1,
                     *           "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                     *           "source_network_name": "VM Network",
                     *           "destination_network_id": "network-production-123",
                     *           "destination_network_name": "Production Network",
                     *           "is_test_network": true
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        total_mappings: number;
                        returned_mappings: number;
                        mappings: components["schemas"]["NetworkMapping"][];
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    createNetworkMapping: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                 *       "source_network_name": "VM Network",
                 *       "destination_network_id": "network-production-123",
                 *       "destination_network_name": "Production Network",
                 *       "is_test_network": false
                 *     }
                 */
                "application/json": components["schemas"]["NetworkMappingInput"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "mapping": {
                     *         "id": 1,
                     *         "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                     *         "source_network_name": "VM Network",
                     *         "destination_network_id": "network-production-123",
                     *         "destination_network_name": "Production Network",
                     *         "is_test_network": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        mapping: components["schemas"]["NetworkMapping"];
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description FORBIDDEN: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not allowed: why, in one sentence",
                     *       "error": "Not allowed",
                     *       "error_code": "FORBIDDEN",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "FORBIDDEN";
                    };
                };
            };
            /** @description VM_NOT_FOUND: Unknown VM; NOT_FOUND: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unknown VM: why, in one sentence",
                     *       "error": "Unknown VM",
                     *       "error_code": "VM_NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VM_NOT_FOUND" | "NOT_FOUND";
                    };
                };
            };
            /** @description INVALID_STATE: Not possible in this state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not possible in this state: why, in one sentence",
                     *       "error": "Not possible in this state",
                     *       "error_code": "INVALID_STATE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INVALID_STATE";
                    };
                };
            };
            /** @description PAYLOAD_TOO_LARGE: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Body too large: why, in one sentence",
                     *       "error": "Body too large",
                     *       "error_code": "PAYLOAD_TOO_LARGE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "PAYLOAD_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unsupported media type: why, in one sentence",
                     *       "error": "Unsupported media type",
                     *       "error_code": "UNSUPPORTED_MEDIA_TYPE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description NETWORK_MAPPING_MISSING: Network mapping missing */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Network mapping missing: why, in one sentence",
                     *       "error": "Network mapping missing",
                     *       "error_code": "NETWORK_MAPPING_MISSING",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "NETWORK_MAPPING_MISSING";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description OSSEA_API_ERROR: CloudStack error */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "CloudStack error: why, in one sentence",
                     *       "error": "CloudStack error",
                     *       "error_code": "OSSEA_API_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "OSSEA_API_ERROR";
                    };
                };
            };
            /** @description OSSEA_NOT_CONFIGURED: No CloudStack configuration; UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "No CloudStack configuration: why, in one sentence",
                     *       "error": "No CloudStack configuration",
                     *       "error_code": "OSSEA_NOT_CONFIGURED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "OSSEA_NOT_CONFIGURED" | "UNAVAILABLE";
                    };
                };
            };
        };
    };
    getNetworkMappings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 4205a841-0265-f4bd-39a6-39fd92196f53 */
                vm_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                     *       "mappings": [
                     *         {
                     *           "id": 1,
                     *           "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                     *           "source_network_name": "VM Network",
                     *           "destination_network_id": "network-production-123",
                     *           "destination_network_name": "Production Network",
                     *           "is_test_network": true
                     *         }
                     *       ],
                     *       "total_mappings": 1
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        vm_id: string;
                        mappings: components["schemas"]["NetworkMapping"][];
                        total_mappings: number;
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description VM_NOT_FOUND: Unknown VM */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unknown VM: why, in one sentence",
                     *       "error": "Unknown VM",
                     *       "error_code": "VM_NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VM_NOT_FOUND";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    replaceNetworkMappings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 4205a841-0265-f4bd-39a6-39fd92196f53 */
                vm_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "mappings": [
                 *         {
                 *           "source_network_name": "VM Network",
                 *           "destination_network_id": "network-production-123",
                 *           "destination_network_name": "Production Network",
                 *           "is_test_network": false
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NetworkMappingSet"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                     *       "mappings": [
                     *         {
                     *           "id": 1,
                     *           "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                     *           "source_network_name": "VM Network",
                     *           "destination_network_id": "network-production-123",
                     *           "destination_network_name": "Production Network",
                     *           "is_test_network": true
                     *         }
                     *       ],
                     *       "total_mappings": 1
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        vm_id: string;
                        mappings: components["schemas"]["NetworkMapping"][];
                        total_mappings: number;
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description FORBIDDEN: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not allowed: why, in one sentence",
                     *       "error": "Not allowed",
                     *       "error_code": "FORBIDDEN",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "FORBIDDEN";
                    };
                };
            };
            /** @description VM_NOT_FOUND: Unknown VM; NOT_FOUND: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unknown VM: why, in one sentence",
                     *       "error": "Unknown VM",
                     *       "error_code": "VM_NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VM_NOT_FOUND" | "NOT_FOUND";
                    };
                };
            };
            /** @description INVALID_STATE: Not possible in this state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not possible in this state: why, in one sentence",
                     *       "error": "Not possible in this state",
                     *       "error_code": "INVALID_STATE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INVALID_STATE";
                    };
                };
            };
            /** @description PAYLOAD_TOO_LARGE: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Body too large: why, in one sentence",
                     *       "error": "Body too large",
                     *       "error_code": "PAYLOAD_TOO_LARGE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "PAYLOAD_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unsupported media type: why, in one sentence",
                     *       "error": "Unsupported media type",
                     *       "error_code": "UNSUPPORTED_MEDIA_TYPE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description NETWORK_MAPPING_MISSING: Network mapping missing */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Network mapping missing: why, in one sentence",
                     *       "error": "Network mapping missing",
                     *       "error_code": "NETWORK_MAPPING_MISSING",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "NETWORK_MAPPING_MISSING";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description OSSEA_API_ERROR: CloudStack error */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "CloudStack error: why, in one sentence",
                     *       "error": "CloudStack error",
                     *       "error_code": "OSSEA_API_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "OSSEA_API_ERROR";
                    };
                };
            };
            /** @description OSSEA_NOT_CONFIGURED: No CloudStack configuration; UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "No CloudStack configuration: why, in one sentence",
                     *       "error": "No CloudStack configuration",
                     *       "error_code": "OSSEA_NOT_CONFIGURED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "OSSEA_NOT_CONFIGURED" | "UNAVAILABLE";
                    };
                };
            };
        };
    };
    deleteNetworkMappings: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 4205a841-0265-f4bd-39a6-39fd92196f53 */
                vm_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                     *       "deleted_mappings": 1
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        vm_id: string;
                        deleted_mappings: number;
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description FORBIDDEN: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not allowed: why, in one sentence",
                     *       "error": "Not allowed",
                     *       "error_code": "FORBIDDEN",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "FORBIDDEN";
                    };
                };
            };
            /** @description VM_NOT_FOUND: Unknown VM */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unknown VM: why, in one sentence",
                     *       "error": "Unknown VM",
                     *       "error_code": "VM_NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VM_NOT_FOUND";
                    };
                };
            };
            /** @description PAYLOAD_TOO_LARGE: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Body too large: why, in one sentence",
                     *       "error": "Body too large",
                     *       "error_code": "PAYLOAD_TOO_LARGE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "PAYLOAD_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unsupported media type: why, in one sentence",
                     *       "error": "Unsupported media type",
                     *       "error_code": "UNSUPPORTED_MEDIA_TYPE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    listAvailableNetworks: {
        parameters: {
            query?: {
                /** @description an OSSEA configuration; the active one by default */
                config?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "config": "primary-ossea",
                     *       "total_networks": 1,
                     *       "networks": [
                     *         {
                     *           "id": "id",
                     *           "name": "primary-ossea",
                     *           "type": "type",
                     *           "state": "state",
                     *           "cidr": "cidr",
                     *           "zone": "zone1",
                     *           "has_dhcp": true
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        config: string;
                        total_networks: number;
                        networks: components["schemas"]["Network"][];
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description NOT_FOUND: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not found: why, in one sentence",
                     *       "error": "Not found",
                     *       "error_code": "NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "NOT_FOUND";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description OSSEA_API_ERROR: CloudStack error */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "CloudStack error: why, in one sentence",
                     *       "error": "CloudStack error",
                     *       "error_code": "OSSEA_API_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "OSSEA_API_ERROR";
                    };
                };
            };
            /** @description OSSEA_NOT_CONFIGURED: No CloudStack configuration; UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "No CloudStack configuration: why, in one sentence",
                     *       "error": "No CloudStack configuration",
                     *       "error_code": "OSSEA_NOT_CONFIGURED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "OSSEA_NOT_CONFIGURED" | "UNAVAILABLE";
                    };
                };
            };
        };
    };
    listOsseaConfigs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "total_configs": 1,
                     *       "configs": [
                     *         {
                     *           "name": "primary-ossea",
                     *           "api_url": "https://ossea.example.com:8080/client/api",
                     *           "api_key": "api key",
                     *           "secret_key": "secret key",
                     *           "domain": "ROOT",
                     *           "zone": "zone1",
                     *           "template_id": "template-12345",
                     *           "network_id": "network-67890",
                     *           "service_offering_id": "offering-abcde",
                     *           "disk_offering_id": "disk-offering-fghij",
                     *           "oma_vm_id": "oma-vm-instance-id",
                     *           "storage_kind": "storage kind",
                     *           "is_active": true
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        total_configs: number;
                        configs: components["schemas"]["OsseaConfig"][];
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    getOsseaConfig: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example primary-ossea */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "config": {
                     *         "name": "primary-ossea",
                     *         "api_url": "https://ossea.example.com:8080/client/api",
                     *         "api_key": "api key",
                     *         "secret_key": "secret key",
                     *         "domain": "ROOT",
                     *         "zone": "zone1",
                     *         "template_id": "template-12345",
                     *         "network_id": "network-67890",
                     *         "service_offering_id": "offering-abcde",
                     *         "disk_offering_id": "disk-offering-fghij",
                     *         "oma_vm_id": "oma-vm-instance-id",
                     *         "storage_kind": "storage kind",
                     *         "is_active": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        config: components["schemas"]["OsseaConfig"];
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description NOT_FOUND: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not found: why, in one sentence",
                     *       "error": "Not found",
                     *       "error_code": "NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "NOT_FOUND";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    putOsseaConfig: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example primary-ossea */
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "primary-ossea",
                 *       "api_url": "https://ossea.example.com:8080/client/api",
                 *       "api_key": "api key",
                 *       "secret_key": "secret key",
                 *       "domain": "",
                 *       "zone": "zone1",
                 *       "template_id": "template-12345",
                 *       "network_id": "",
                 *       "service_offering_id": "offering-abcde",
                 *       "disk_offering_id": "",
                 *       "oma_vm_id": "oma-vm-instance-id",
                 *       "storage_kind": "qcow2"
                 *     }
                 */
                "application/json": components["schemas"]["OsseaConfigInput"];
            };
        };
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "config": {
                     *         "name": "primary-ossea",
                     *         "api_url": "https://ossea.example.com:8080/client/api",
                     *         "api_key": "api key",
                     *         "secret_key": "secret key",
                     *         "domain": "ROOT",
                     *         "zone": "zone1",
                     *         "template_id": "template-12345",
                     *         "network_id": "network-67890",
                     *         "service_offering_id": "offering-abcde",
                     *         "disk_offering_id": "disk-offering-fghij",
                     *         "oma_vm_id": "oma-vm-instance-id",
                     *         "storage_kind": "storage kind",
                     *         "is_active": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        config: components["schemas"]["OsseaConfig"];
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description FORBIDDEN: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not allowed: why, in one sentence",
                     *       "error": "Not allowed",
                     *       "error_code": "FORBIDDEN",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "FORBIDDEN";
                    };
                };
            };
            /** @description PAYLOAD_TOO_LARGE: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Body too large: why, in one sentence",
                     *       "error": "Body too large",
                     *       "error_code": "PAYLOAD_TOO_LARGE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "PAYLOAD_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unsupported media type: why, in one sentence",
                     *       "error": "Unsupported media type",
                     *       "error_code": "UNSUPPORTED_MEDIA_TYPE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    deleteOsseaConfig: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example primary-ossea */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "name": "primary-ossea"
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        name: string;
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description FORBIDDEN: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not allowed: why, in one sentence",
                     *       "error": "Not allowed",
                     *       "error_code": "FORBIDDEN",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "FORBIDDEN";
                    };
                };
            };
            /** @description NOT_FOUND: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not found: why, in one sentence",
                     *       "error": "Not found",
                     *       "error_code": "NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "NOT_FOUND";
                    };
                };
            };
            /** @description INVALID_STATE: Not possible in this state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not possible in this state: why, in one sentence",
                     *       "error": "Not possible in this state",
                     *       "error_code": "INVALID_STATE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INVALID_STATE";
                    };
                };
            };
            /** @description PAYLOAD_TOO_LARGE: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Body too large: why, in one sentence",
                     *       "error": "Body too large",
                     *       "error_code": "PAYLOAD_TOO_LARGE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "PAYLOAD_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unsupported media type: why, in one sentence",
                     *       "error": "Unsupported media type",
                     *       "error_code": "UNSUPPORTED_MEDIA_TYPE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    activateOsseaConfig: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example primary-ossea */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "config": {
                     *         "name": "primary-ossea",
                     *         "api_url": "https://ossea.example.com:8080/client/api",
                     *         "api_key": "api key",
                     *         "secret_key": "secret key",
                     *         "domain": "ROOT",
                     *         "zone": "zone1",
                     *         "template_id": "template-12345",
                     *         "network_id": "network-67890",
                     *         "service_offering_id": "offering-abcde",
                     *         "disk_offering_id": "disk-offering-fghij",
                     *         "oma_vm_id": "oma-vm-instance-id",
                     *         "storage_kind": "storage kind",
                     *         "is_active": true
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        config: components["schemas"]["OsseaConfig"];
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description FORBIDDEN: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not allowed: why, in one sentence",
                     *       "error": "Not allowed",
                     *       "error_code": "FORBIDDEN",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "FORBIDDEN";
                    };
                };
            };
            /** @description NOT_FOUND: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not found: why, in one sentence",
                     *       "error": "Not found",
                     *       "error_code": "NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "NOT_FOUND";
                    };
                };
            };
            /** @description INVALID_STATE: Not possible in this state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not possible in this state: why, in one sentence",
                     *       "error": "Not possible in this state",
                     *       "error_code": "INVALID_STATE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INVALID_STATE";
                    };
                };
            };
            /** @description PAYLOAD_TOO_LARGE: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Body too large: why, in one sentence",
                     *       "error": "Body too large",
                     *       "error_code": "PAYLOAD_TOO_LARGE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "PAYLOAD_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unsupported media type: why, in one sentence",
                     *       "error": "Unsupported media type",
                     *       "error_code": "UNSUPPORTED_MEDIA_TYPE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description OSSEA_NOT_CONFIGURED: No CloudStack configuration; UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "No CloudStack configuration: why, in one sentence",
                     *       "error": "No CloudStack configuration",
                     *       "error_code": "OSSEA_NOT_CONFIGURED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "OSSEA_NOT_CONFIGURED" | "UNAVAILABLE";
                    };
                };
            };
        };
    };
    testOsseaConfig: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example primary-ossea */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "name": "primary-ossea",
                     *       "is_valid": true,
                     *       "cloudstack_version": "cloudstack version",
                     *       "missing_commands": [
                     *         "missing commands"
                     *       ],
                     *       "missing_optional_commands": [
                     *         {
                     *           "commands": [
                     *             "commands"
                     *           ],
                     *           "lost": "lost"
                     *         }
                     *       ],
                     *       "problems": [
                     *         "problems"
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        name: string;
                        /** @description true when nothing is wrong and nothing is missing that every failover needs */
                        is_valid: boolean;
                        /** @description null where CloudStack hides it */
                        cloudstack_version: string | null;
                        /** @description commands a failover needs and the key may not call */
                        missing_commands: string[];
                        /** @description commands that a failover can do without and the key may not call; what is lost by that */
                        missing_optional_commands: {
                            commands: string[];
                            lost: string;
                        }[];
                        problems: string[];
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description FORBIDDEN: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not allowed: why, in one sentence",
                     *       "error": "Not allowed",
                     *       "error_code": "FORBIDDEN",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "FORBIDDEN";
                    };
                };
            };
            /** @description NOT_FOUND: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not found: why, in one sentence",
                     *       "error": "Not found",
                     *       "error_code": "NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "NOT_FOUND";
                    };
                };
            };
            /** @description PAYLOAD_TOO_LARGE: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Body too large: why, in one sentence",
                     *       "error": "Body too large",
                     *       "error_code": "PAYLOAD_TOO_LARGE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "PAYLOAD_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unsupported media type: why, in one sentence",
                     *       "error": "Unsupported media type",
                     *       "error_code": "UNSUPPORTED_MEDIA_TYPE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description OSSEA_API_ERROR: CloudStack error */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "CloudStack error: why, in one sentence",
                     *       "error": "CloudStack error",
                     *       "error_code": "OSSEA_API_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "OSSEA_API_ERROR";
                    };
                };
            };
            /** @description OSSEA_NOT_CONFIGURED: No CloudStack configuration; UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "No CloudStack configuration: why, in one sentence",
                     *       "error": "No CloudStack configuration",
                     *       "error_code": "OSSEA_NOT_CONFIGURED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "OSSEA_NOT_CONFIGURED" | "UNAVAILABLE";
                    };
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "name": "primary-ossea",
                     *       "role": "viewer",
                     *       "csrf_token": "csrf token",
                     *       "expires_at": "2025-08-18T15:15:08.000Z",
                     *       "temporal_ui": true
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            201: {
                headers: {
                    /** @description the session */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "name": "primary-ossea",
                     *       "role": "viewer",
                     *       "csrf_token": "csrf token",
                     *       "expires_at": "2025-08-18T15:15:08.000Z",
                     *       "temporal_ui": true
                     *     }
                     */
                    "application/json": components["schemas"]["Session"];
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description FORBIDDEN: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not allowed: why, in one sentence",
                     *       "error": "Not allowed",
                     *       "error_code": "FORBIDDEN",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "FORBIDDEN";
                    };
                };
            };
            /** @description PAYLOAD_TOO_LARGE: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Body too large: why, in one sentence",
                     *       "error": "Body too large",
                     *       "error_code": "PAYLOAD_TOO_LARGE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "PAYLOAD_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unsupported media type: why, in one sentence",
                     *       "error": "Unsupported media type",
                     *       "error_code": "UNSUPPORTED_MEDIA_TYPE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    /** @description none any more */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence"
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description FORBIDDEN: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not allowed: why, in one sentence",
                     *       "error": "Not allowed",
                     *       "error_code": "FORBIDDEN",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "FORBIDDEN";
                    };
                };
            };
            /** @description PAYLOAD_TOO_LARGE: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Body too large: why, in one sentence",
                     *       "error": "Body too large",
                     *       "error_code": "PAYLOAD_TOO_LARGE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "PAYLOAD_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unsupported media type: why, in one sentence",
                     *       "error": "Unsupported media type",
                     *       "error_code": "UNSUPPORTED_MEDIA_TYPE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    listTokens: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "total_tokens": 1,
                     *       "returned_tokens": 1,
                     *       "tokens": [
                     *         {
                     *           "id": 1,
                     *           "name": "primary-ossea",
                     *           "role": "viewer",
                     *           "created_at": "2025-08-18T15:15:08.000Z",
                     *           "expires_at": "2025-08-18T15:15:08.000Z",
                     *           "last_used_at": "2025-08-18T15:15:08.000Z",
                     *           "revoked_at": "2025-08-18T15:15:08.000Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        total_tokens: number;
                        returned_tokens: number;
                        tokens: components["schemas"]["Token"][];
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description FORBIDDEN: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not allowed: why, in one sentence",
                     *       "error": "Not allowed",
                     *       "error_code": "FORBIDDEN",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "FORBIDDEN";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "primary-ossea",
                 *       "role": "viewer",
                 *       "expires_in": "720h"
                 *     }
                 */
                "application/json": components["schemas"]["TokenInput"];
            };
        };
        responses: {
            /** @description Success */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "token": {
                     *         "id": 1,
                     *         "name": "primary-ossea",
                     *         "role": "viewer",
                     *         "created_at": "2025-08-18T15:15:08.000Z",
                     *         "expires_at": "2025-08-18T15:15:08.000Z",
                     *         "last_used_at": "2025-08-18T15:15:08.000Z",
                     *         "revoked_at": "2025-08-18T15:15:08.000Z"
                     *       },
                     *       "secret": "secret"
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        token: components["schemas"]["Token"];
                        /** @description the bearer token itself; shown this once and kept nowhere */
                        secret: string;
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description FORBIDDEN: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not allowed: why, in one sentence",
                     *       "error": "Not allowed",
                     *       "error_code": "FORBIDDEN",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "FORBIDDEN";
                    };
                };
            };
            /** @description INVALID_STATE: Not possible in this state */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not possible in this state: why, in one sentence",
                     *       "error": "Not possible in this state",
                     *       "error_code": "INVALID_STATE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INVALID_STATE";
                    };
                };
            };
            /** @description PAYLOAD_TOO_LARGE: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Body too large: why, in one sentence",
                     *       "error": "Body too large",
                     *       "error_code": "PAYLOAD_TOO_LARGE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "PAYLOAD_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unsupported media type: why, in one sentence",
                     *       "error": "Unsupported media type",
                     *       "error_code": "UNSUPPORTED_MEDIA_TYPE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @example 1 */
                token_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "token": {
                     *         "id": 1,
                     *         "name": "primary-ossea",
                     *         "role": "viewer",
                     *         "created_at": "2025-08-18T15:15:08.000Z",
                     *         "expires_at": "2025-08-18T15:15:08.000Z",
                     *         "last_used_at": "2025-08-18T15:15:08.000Z",
                     *         "revoked_at": "2025-08-18T15:15:08.000Z"
                     *       }
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        token: components["schemas"]["Token"];
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description FORBIDDEN: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not allowed: why, in one sentence",
                     *       "error": "Not allowed",
                     *       "error_code": "FORBIDDEN",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "FORBIDDEN";
                    };
                };
            };
            /** @description NOT_FOUND: Not found */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not found: why, in one sentence",
                     *       "error": "Not found",
                     *       "error_code": "NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "NOT_FOUND";
                    };
                };
            };
            /** @description PAYLOAD_TOO_LARGE: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Body too large: why, in one sentence",
                     *       "error": "Body too large",
                     *       "error_code": "PAYLOAD_TOO_LARGE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "PAYLOAD_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unsupported media type: why, in one sentence",
                     *       "error": "Unsupported media type",
                     *       "error_code": "UNSUPPORTED_MEDIA_TYPE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    listAudit: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                vm_id?: string;
                job_id?: string;
                /** @description name of a token */
                actor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "total_entries": 1,
                     *       "returned_entries": 1,
                     *       "entries": [
                     *         {
                     *           "id": 1,
                     *           "at": "2025-08-18T15:15:08.000Z",
                     *           "actor": "portal",
                     *           "action": "action",
                     *           "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                     *           "job_id": "failover-20250818-161508-k3x7qa",
                     *           "request_id": "portal-42",
                     *           "reason": "The VMware site is down",
                     *           "result": "result",
                     *           "details": {}
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        total_entries: number;
                        returned_entries: number;
                        entries: components["schemas"]["AuditEntry"][];
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description FORBIDDEN: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not allowed: why, in one sentence",
                     *       "error": "Not allowed",
                     *       "error_code": "FORBIDDEN",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "FORBIDDEN";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "status": "healthy",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "components": {
                     *         "api_server": "up",
                     *         "database": "up",
                     *         "temporal": "up",
                     *         "failover_engines": "up",
                     *         "ossea_client": "up"
                     *       },
                     *       "metrics": {
                     *         "version": "version",
                     *         "workers": 1,
                     *         "active_failover_jobs": 1,
                     *         "total_vms_discovered": 1,
                     *         "ossea_volumes": 1,
                     *         "network_mappings": 1
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
        };
    };
    diagnose: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "version": "version",
                     *       "findings": [
                     *         {
                     *           "name": "primary-ossea",
                     *           "status": "pass",
                     *           "message": "What was done, in one sentence",
                     *           "cure": "cure"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        /** @description of this API */
                        version: string;
                        findings: components["schemas"]["Finding"][];
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description FORBIDDEN: Not allowed */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not allowed: why, in one sentence",
                     *       "error": "Not allowed",
                     *       "error_code": "FORBIDDEN",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "FORBIDDEN";
                    };
                };
            };
            /** @description PAYLOAD_TOO_LARGE: Body too large */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Body too large: why, in one sentence",
                     *       "error": "Body too large",
                     *       "error_code": "PAYLOAD_TOO_LARGE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "PAYLOAD_TOO_LARGE";
                    };
                };
            };
            /** @description UNSUPPORTED_MEDIA_TYPE: Unsupported media type */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unsupported media type: why, in one sentence",
                     *       "error": "Unsupported media type",
                     *       "error_code": "UNSUPPORTED_MEDIA_TYPE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNSUPPORTED_MEDIA_TYPE";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    debugFailoverJobs: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                status?: "pending" | "validating" | "snapshotting" | "creating_vm" | "switching_volume" | "powering_on" | "completed" | "failed" | "cleanup" | "reverting" | "test_running" | "attention" | "cancelled" | "rolled_back";
                type?: "live" | "test" | "rollback" | "commit" | "recover";
                vm_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "total_jobs": 1,
                     *       "returned_jobs": 1,
                     *       "total_disagreements": 1,
                     *       "jobs": [
                     *         {
                     *           "job_id": "failover-20250818-161508-k3x7qa",
                     *           "vm_id": "4205a841-0265-f4bd-39a6-39fd92196f53",
                     *           "job_type": "live",
                     *           "status": "pending",
                     *           "current_step": "current step",
                     *           "progress": 1,
                     *           "seq": 1,
                     *           "updated_at": "2025-08-18T15:15:08.000Z",
                     *           "held_by": "failover-20250818-161508-k3x7qa",
                     *           "workflow": {
                     *             "workflow_id": "workflow id",
                     *             "run_id": "run id",
                     *             "state": "state",
                     *             "history_events": 1,
                     *             "failover_status": "failover status",
                     *             "pending_activities": [
                     *               {
                     *                 "activity": "activity",
                     *                 "attempt": 1,
                     *                 "state": "unspecified",
                     *                 "last_failure": "last failure"
                     *               }
                     *             ],
                     *             "temporal_url": "temporal url"
                     *           },
                     *           "disagreements": [
                     *             "disagreements"
                     *           ]
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        total_jobs: number;
                        returned_jobs: number;
                        /** @description in this page */
                        total_disagreements: number;
                        jobs: components["schemas"]["DebugJob"][];
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    getLogs: {
        parameters: {
            query?: {
                /** @description the newest that match */
                limit?: number;
                /** @description this one and above */
                level?: "trace" | "debug" | "info" | "warn" | "error" | "fatal";
                job_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "returned_logs": 1,
                     *       "logs": [
                     *         {
                     *           "time": "2025-08-18T15:15:08.000Z",
                     *           "level": "trace",
                     *           "source": "api",
                     *           "message": "What was done, in one sentence",
                     *           "request_id": "portal-42",
                     *           "request": "request",
                     *           "cause": "cause"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        returned_logs: number;
                        logs: components["schemas"]["LogLine"][];
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description JOB_NOT_FOUND: Unknown job */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Unknown job: why, in one sentence",
                     *       "error": "Unknown job",
                     *       "error_code": "JOB_NOT_FOUND",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "JOB_NOT_FOUND";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    listEndpoints: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": true,
                     *       "message": "What was done, in one sentence",
                     *       "total_endpoints": 1,
                     *       "endpoints": [
                     *         {
                     *           "method": "method",
                     *           "path": "/health",
                     *           "operation_id": "operation id",
                     *           "summary": "summary",
                     *           "role": "role"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        total_endpoints: number;
                        endpoints: {
                            method: string;
                            path: string;
                            operation_id: string;
                            summary: string;
                            role: string;
                        }[];
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description UNAUTHORIZED: Not signed in */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Not signed in: why, in one sentence",
                     *       "error": "Not signed in",
                     *       "error_code": "UNAUTHORIZED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAUTHORIZED";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
            /** @description UNAVAILABLE: Temporarily unavailable */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Temporarily unavailable: why, in one sentence",
                     *       "error": "Temporarily unavailable",
                     *       "error_code": "UNAVAILABLE",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "UNAVAILABLE";
                    };
                };
            };
        };
    };
    getOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /** @example {} */
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
        };
    };
    getDocs: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Success */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/html": string;
                };
            };
            /** @description VALIDATION_FAILED: Validation failed */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Validation failed: why, in one sentence",
                     *       "error": "Validation failed",
                     *       "error_code": "VALIDATION_FAILED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "VALIDATION_FAILED";
                    };
                };
            };
            /** @description RATE_LIMITED: Too many requests */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Too many requests: why, in one sentence",
                     *       "error": "Too many requests",
                     *       "error_code": "RATE_LIMITED",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "RATE_LIMITED";
                    };
                };
            };
            /** @description INTERNAL_ERROR: Internal error */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "success": false,
                     *       "message": "Internal error: why, in one sentence",
                     *       "error": "Internal error",
                     *       "error_code": "INTERNAL_ERROR",
                     *       "timestamp": "2025-08-18T15:15:08.000Z",
                     *       "request_id": "portal-42"
                     *     }
                     */
                    "application/json": components["schemas"]["Error"] & {
                        /** @enum {unknown} */
                        error_code?: "INTERNAL_ERROR";
                    };
                };
            };
        };
    };
}
