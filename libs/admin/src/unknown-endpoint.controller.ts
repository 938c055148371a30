import { All, Controller, NotFoundException, UseFilters } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ADMIN_PATH } from './admin-controller.js';
import { ProblemFilter } from './problems/problem.filter.js';

/** Everything below the admin API's path that is none of its endpoints, so that this too is answered as a problem. */
@Controller(ADMIN_PATH)
@UseFilters(ProblemFilter)
@ApiExcludeController()
export class UnknownEndpointController {
  @All(['', '*'])
  refuse(): never {
    throw new NotFoundException();
  }
}
