import { Body, Controller, Get, Header, Headers, HttpCode, Post, Res, UseGuards } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Client } from '#libs/clients';
import { Issuer } from '#libs/config';
import { Evaluation, type EvaluationResponse } from './evaluation.js';
import { DescribeEvaluation, DescribeEvaluations, DescribeMetadata } from './openapi/decisions.openapi.js';
import { ResourceServer, ResourceServerGuard } from './resource-server.guard.js';

/** A name of a request that can stand in a header. */
const REQUEST_ID = /^[\x21-\x7e]{1,200}$/;

/** Decisions for resource servers. OpenID AuthZEN Authorization API 1.0 */
@Controller()
export class DecisionsController {
  constructor(
    private readonly evaluation: Evaluation,
    private readonly issuer: Issuer,
  ) {}

  @Post('access/v1/evaluation')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @UseGuards(ResourceServerGuard)
  @DescribeEvaluation()
  evaluate(
    @Body() sent: unknown,
    @ResourceServer() caller: Client,
    @Headers('x-request-id') requestId: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<EvaluationResponse> {
    repeatRequestId(requestId, reply);
    return this.evaluation.one(sent, caller);
  }

  @Post('access/v1/evaluations')
  @HttpCode(200)
  @Header('Cache-Control', 'no-store')
  @UseGuards(ResourceServerGuard)
  @DescribeEvaluations()
  evaluateSeveral(
    @Body() sent: unknown,
    @ResourceServer() caller: Client,
    @Headers('x-request-id') requestId: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    repeatRequestId(requestId, reply);
    return this.evaluation.several(sent, caller);
  }

  /** §9 */
  @Get('.well-known/authzen-configuration')
  @Header('Cache-Control', 'public, max-age=300')
  @DescribeMetadata()
  metadata(): object {
    return {
      policy_decision_point: this.issuer.url,
      access_evaluation_endpoint: this.issuer.endpoint('/access/v1/evaluation'),
      access_evaluations_endpoint: this.issuer.endpoint('/access/v1/evaluations'),
    };
  }
}

/** §10.1.5: whoever named their request finds it by that name. */
function repeatRequestId(requestId: string | undefined, reply: FastifyReply): void {
  if (requestId !== undefined && REQUEST_ID.test(requestId)) reply.header('x-request-id', requestId);
}
