# The chat server. Build at the top of the repository: docker build -t chat-server .
FROM node:24-slim AS build
WORKDIR /build
# What the install reads, before the sources: a change of a source does not install again.
COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./
COPY packages/protocol/package.json packages/protocol/
COPY packages/sdk/package.json packages/sdk/
COPY packages/widget/package.json packages/widget/
COPY packages/server/package.json packages/server/
ENV CI=true
RUN npx --yes pnpm@12.21.0 install --frozen-lockfile --filter "@chat/server..."
COPY tsconfig.base.json ./
COPY packages packages
RUN npx --yes pnpm@12.21.0 --filter "@chat/server..." run build
# The server and what it needs to run, and nothing that it was built with.
RUN npx --yes pnpm@12.21.0 --filter @chat/server deploy --prod --legacy /app

FROM node:24-slim
ENV NODE_ENV=production CHAT_DATA=/data
COPY --from=build --chown=root:root /app /app
RUN mkdir /data && chown node:node /data
USER node
WORKDIR /app
VOLUME /data
EXPOSE 3000
# The process lives. Whether it can serve is /ready, which a restart would not mend.
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --start-interval=1s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.CHAT_PORT ?? 3000}/health`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
# Node itself gets the SIGTERM on which it drains: no shell or npm in between.
ENTRYPOINT ["node", "/app/dist/cli/main.js"]
