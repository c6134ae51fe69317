/** Which room may import which; design of the tree, held as a build error. `.server` files never reach the browser. */
const rooms = ['audit', 'calendar', 'policy', 'unit', 'member', 'notice', 'account', 'filing', 'activity', 'supervision', 'assessment', 'bulletin', 'exchange']
const ours = '^(app|jobs|prisma|test)/'
const only = (name, from, to, comment) => ({ name, severity: 'error', comment, from: { path: from }, to: { path: ours, pathNot: to } })

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-orphan-imports', severity: 'error', from: {}, to: { couldNotResolve: true } },
    ...rooms.map((room, i) => ({
      name: `room-${room}`,
      severity: 'error',
      comment: 'A room may use the rooms above it in the list, never those below.',
      from: { path: `^app/domain/${room}/` },
      to: { path: `^app/domain/(${rooms.slice(i + 1).join('|') || 'x^'})/` },
    })),
    only('routes', '^app/(routes|root|entry)', '^app/(routes/.*\\.css|components/|texts/|api/|domain/(?!.*\\.server)|styles/|root|entry)', 'A route reads params, calls the api, renders.'),
    only('components', '^app/components/', '^app/(components/|texts/|domain/(?!.*\\.server))', 'Components draw what they are given.'),
    only('texts', '^app/texts/', '^app/(texts/|domain/(?!.*\\.server))', 'Texts know only the domain words.'),
    only('api', '^app/api/', '^app/(api/|domain/|infra/)', 'The api knows the domain and the plumbing.'),
    only('server', '^app/server', '^app/(server|api/|infra/)', 'The server knows the api, the plumbing and the build.'),
    only('jobs', '^jobs/', '^(jobs/|app/domain/|app/infra/)', 'A job is an actor: it calls verbs.'),
    only('prisma', '^prisma/', '^(prisma/|app/domain/|app/infra/)', 'Demo data and migrations go through verbs and plumbing.'),
    only('domain', '^app/domain/', '^app/(domain/|infra/)', 'The domain knows no framework.'),
    only('infra', '^app/infra/', '^app/infra/', 'Plumbing without opinions.'),
    { name: 'nobody-imports-routes', severity: 'error', from: { pathNot: '^app/(routes|root)' }, to: { path: '^app/routes/' } },
    { name: 'nobody-imports-jobs-or-tests', severity: 'error', from: { pathNot: '^(jobs|test)/' }, to: { path: '^(jobs|test)/' } },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|app/infra/prisma/|node_modules)' },
    enhancedResolveOptions: { conditionNames: ['import', 'node', 'default', 'types'], exportsFields: ['exports'] },
  },
}
