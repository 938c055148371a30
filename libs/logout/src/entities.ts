import { LogoutDeliveryEntity } from './deliveries/logout-delivery.entity.js';

export const logoutEntities = [LogoutDeliveryEntity] as const;
