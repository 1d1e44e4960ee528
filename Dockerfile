# syntax=docker/dockerfile:1
# One image for api, worker, simulator and init; the command says which. glibc is needed by Temporal's native module.
FROM node:22-bookworm-slim AS base
WORKDIR /app
COPY package.json package-lock.json .npmrc ./

FROM base AS build
RUN npm ci --ignore-scripts --no-progress
COPY . .
RUN npm run build

FROM base AS dependencies
RUN npm ci --omit=dev --ignore-scripts --no-progress

FROM base
ENV NODE_ENV=production
# A new volume takes over the owner of the folder it is mounted on.
RUN install -d -o node -g node /secrets /app/data
COPY --from=dependencies /app/node_modules node_modules
COPY --from=build /app/dist dist
COPY deploy deploy
USER node
ENTRYPOINT ["sh", "deploy/entrypoint.sh"]
CMD ["dist/api/server.js"]
