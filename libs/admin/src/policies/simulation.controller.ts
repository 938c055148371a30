import { Body, Ip, Post } from '@nestjs/common';
import { RequiresPermission } from '../access/requires-permission.js';
import { AdminController } from '../admin-controller.js';
import { Operation } from '../openapi/describe-operation.js';
import { Takes } from '../openapi/takes.js';
import { SimulationDto, SimulationInputDto } from './simulation.dto.js';
import { Simulation } from './simulation.js';
import { SIMULATION_EXAMPLES } from './simulation-examples.js';

/** What would somebody be given, and by which rule? */
@AdminController('access-policies/simulate', 'Access policies')
export class SimulationController {
  constructor(private readonly simulation: Simulation) {}

  @Post()
  @RequiresPermission('policies:simulate')
  @Operation('simulateAccess', 'See what somebody would be given', {
    type: SimulationDto,
    description:
      'The same rules and functions as at the token endpoint; nothing is signed and nothing stored. It takes for granted ' +
      'that the person signs in and consents.',
    problems: ['not_found'],
  })
  @Takes(SimulationInputDto, SIMULATION_EXAMPLES)
  simulate(@Body() asked: SimulationInputDto, @Ip() address: string): Promise<SimulationDto> {
    return this.simulation.run(asked, address);
  }
}
