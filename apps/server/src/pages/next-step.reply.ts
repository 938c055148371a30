import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { NextStep, NextStepResponder } from '#libs/authorization';
import { BrowserReply } from './browser-reply.js';
import { PersonPages } from './person-pages.js';
import { ResponseReply } from './response.reply.js';

/** Answers a browser with the next step of its authorization request. */
@Injectable()
export class NextStepReply implements NextStepResponder {
  constructor(
    private readonly reply: BrowserReply,
    private readonly responses: ResponseReply,
    private readonly pages: PersonPages,
  ) {}

  async answer(step: NextStep, request: FastifyRequest, to: FastifyReply): Promise<void> {
    switch (step.step) {
      case 'respond':
        return this.responses.send(step.response, request, to);
      case 'repeat':
        return this.reply.carry(request, to, '/oauth2/authorize', step.parameters.entries);
      case 'sign_in':
      case 'consent':
        return this.pages.goTo(step, request, to);
    }
  }
}
