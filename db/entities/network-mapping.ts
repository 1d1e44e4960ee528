import { Column, Entity, Index, PrimaryGeneratedColumn } from 'typeorm';
import { flag, instant, varchar } from '../columns.js';

@Entity('network_mappings')
// One production and one test destination a source network (the original's unique index had no is_test_network).
@Index('idx_network_mappings_unique_type', ['vm_id', 'source_network_name', 'is_test_network'], { unique: true })
// The mappings of a VM.
@Index('idx_network_mappings_vm_id', ['vm_id'])
export class NetworkMappingEntity {
  @PrimaryGeneratedColumn({ type: 'int' }) id!: number;
  @Column(varchar()) vm_id!: string;
  @Column(varchar()) source_network_name!: string;
  @Column(varchar()) destination_network_id!: string;
  @Column(varchar()) destination_network_name!: string;
  @Column(flag) is_test_network!: boolean;
  @Column(instant) created_at!: string;
  @Column(instant) updated_at!: string;
}
