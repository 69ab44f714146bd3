/** The name under which npm knows the workbook. */
export const packageName = 'ai-engineer-workbook';
