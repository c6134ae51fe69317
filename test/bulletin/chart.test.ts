import { expect, test } from 'vitest'
import { barChart } from '~/domain/bulletin/render/chart'

test('条形按比例画出，未知没有条，名称里的尖括号不成标签', () => {
  const svg = barChart(
    '合格率',
    [
      { name: '合作市', value: 50, label: '50.0%' },
      { name: '<b>', value: null },
    ],
    100,
  )
  expect(svg).toContain('width="160"')
  expect(svg).toContain('50.0%')
  expect(svg).toContain('&lt;b&gt;')
  expect(svg).toContain('width="0"')
  expect(svg).toContain('—')
})
