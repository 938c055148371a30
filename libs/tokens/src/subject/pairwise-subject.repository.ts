import { Injectable } from '@nestjs/common';
import { Database, isUniqueViolation } from '#libs/storage';

@Injectable()
export class PairwiseSubjectRepository {
  constructor(private readonly database: Database) {}

  /** The one that is kept for this sector and person; `fresh` when there is none yet. */
  async findOrAdd(sector: string, sub: string, fresh: () => string): Promise<string> {
    const known = await this.find(sector, sub);
    if (known !== undefined) return known;
    const pairwise = fresh();
    try {
      await this.database.affected(
        'INSERT INTO pairwise_subjects (pairwise_sub, sector, sub) VALUES (?, ?, ?)',
        [pairwise, sector, sub],
      );
      return pairwise;
    } catch (error) {
      const other = isUniqueViolation(error) ? await this.find(sector, sub) : undefined;
      if (other === undefined) throw error;
      return other;
    }
  }

  /** Whose it is. */
  async findOwn(sector: string, pairwise: string): Promise<string | undefined> {
    const row = await this.database.row<{ sub: string }>(
      'SELECT sub FROM pairwise_subjects WHERE pairwise_sub = ? AND sector = ?',
      [pairwise, sector],
    );
    return row?.sub;
  }

  private async find(sector: string, sub: string): Promise<string | undefined> {
    const row = await this.database.row<{ pairwise_sub: string }>(
      'SELECT pairwise_sub FROM pairwise_subjects WHERE sector = ? AND sub = ?',
      [sector, sub],
    );
    return row?.pairwise_sub;
  }
}
